/** 隐私：客户自己的选择 */
export const privacyWords = {
  title: "我的资料",
  lead: "{{shop}}保存着你的订单、浏览和留言。你可以要一份，也可以要求删除。",
  said: "我同意过和拒绝过什么",
  saidYes: "要",
  saidNo: "不要",
  shown: "当时页面上写着（第 {{n}} 版）：{{text}}",
  number: "凭证编号 {{id}}",
  mine: "要一份我的资料",
  mineGiven: "已保存到手机，再要一份",
  file: "我的资料",
  erase: "删除我的资料",
  eraseMeans:
    "浏览、消息和个人信息会全部删除，不能恢复，这个收件箱也会关闭。订单金额要留作账目，但不再写着是你买的。",
  eraseNow: "确认删除",
  keep: "先不删",
  erasing: "已收到，正在删除。删除后这个收件箱会关闭。",
} as const;
