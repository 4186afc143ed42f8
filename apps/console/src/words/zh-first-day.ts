/** The first day: opening a shop. */
export const opening = {
  title: "开一家自己的店",
  name: "店名",
  nameHint: "例如：青禾小店",
  owner: "怎么称呼你",
  ownerHint: "例如：李青，同事会看到",
  open: "开店",
  invited: "如果是同事让你来的，请他在“成员”里用这个手机号把你加进店铺，再刷新。",
};
