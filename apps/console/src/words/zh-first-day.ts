/** The first day: opening a shop. */
export const opening = {
  title: "开一家自己的店",
  name: "店名",
  nameHint: "例如：青禾小店",
  owner: "怎么称呼你",
  ownerHint: "例如：李青，同事会看到",
  open: "开店",
  invited: "如果是同事让你来的，请他在“成员”里用这个手机号把你加进店铺，再刷新。",
} as const;

/** A shop to look around in. */
export const demo = {
  open: "先看看演示店",
  openHint: "里面的客户和订单都是编的，看完一键删掉，不留痕迹。",
  opening: "正在布置演示店，马上就好…",
  banner: "这是演示店，里面的客户和订单都是编的。",
  remove: "删除演示店",
  sure: "删除演示店？",
  sureHint: "演示店里的全部数据会马上删掉，你自己的店不受影响。",
  yes: "删除",
  no: "先留着",
} as const;

/** What a shop is told of itself at a glance. */
export const overview = {
  lead: "每个数字都能点开，看到它背后的每一行。",
  open: "看明细",
  empty: "还没有数据",
  emptyNext: "先导入一份订单，几分钟后这里就有数字了。",
  start: "去导入订单",
} as const;

/** What is still to be done, and the page for it. */
export const firstDay = {
  to: { imports: "去导入", communities: "去社群", goods: "去商品" },
} as const;
