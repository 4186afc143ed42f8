import { privacyWords as privacy } from "./zh-privacy.ts";

/** Words of the pages that a customer sees: their inbox, and where a link leads. */
export const customerWords = {
  privacy,
  inbox: {
    title: "你的收件箱",
    titleFor: "给{{name}}的消息",
    entering: "正在打开你的收件箱",
    unread: "新",
    look: "去看看",
    empty: "还没有消息",
    emptyNext: "店里有适合你的，会出现在这里。把这个页面收藏起来，下次直接打开。",
    again: "连接断了，正在重新连上…",
    more: "只显示最近 100 条",
    askOwner: "请发我新的收件箱链接",
    copyAsk: "复制这句话，发给店主",
    stop: "不再接收",
  },
  offer: {
    until: "有效至 {{at}}",
    closed: "现在买不了",
    buy: "我要买",
    buyHow: "这里不收款。把下面这句话发给店主，店主会告诉你怎么买。",
    again: "还想要这款？",
    againHow: "把下面这句话发给店主，下次有了先告诉你。",
    phrase: "我想要「{{title}}」，{{price}}，怎么买？",
    phraseUnpriced: "我想要「{{title}}」，多少钱，怎么买？",
    phraseAgain: "「{{title}}」下次什么时候有？有了跟我说一声。",
    copy: "复制，发给店主",
    copied: "已复制，回微信粘贴给店主",
    copyBy: "长按上面的文字复制",
    own: "你是本店的人，这次打开不计入点击。客户看到的就是这一页。",
    now: "价格和库存是刚刚读到的，以店主确认为准。",
    inbox: "不想收到这类消息？到收件箱里关掉",
  },
  page: { language: "English", lost: "没有这个页面", lostNext: "请回到店主发的消息里重新点开。" },
} as const;
