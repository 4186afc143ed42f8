import type { Wordings } from "@zhongshu/kernel";

/** What a message to a person is for, as far as they may refuse it. */
export const PURPOSES = ["marketing", "notices"] as const;
export type Purpose = (typeof PURPOSES)[number];

/** What customers read beside the switches of their inbox. A change is a new version at the end. */
export const MESSAGE_WORDINGS: Readonly<Record<Purpose, Wordings>> = {
  marketing: [
    {
      label: { zh: "接收这家店的推荐", en: "Suggestions from this shop" },
      on: {
        zh: "有适合你的商品会发到这里，随时可以关掉。",
        en: "What suits you is sent here. You can turn it off at any time.",
      },
      off: {
        zh: "已关掉，店里不会再给你发推荐。你自己的订单通知不受影响，想收了随时打开。",
        en: "Off: the shop sends you no more suggestions. Notices about your own orders still come. Turn it on whenever you like.",
      },
    },
  ],
  notices: [
    {
      label: { zh: "订单和发货通知", en: "Notices of your orders" },
      on: {
        zh: "店里发订单、发货、退款的通知时会发到这里，不含推荐。随时可以关掉。",
        en: "When the shop tells how your own orders, deliveries and refunds stand, it comes here; no suggestions. You can turn it off at any time.",
      },
      off: {
        zh: "已关掉，订单、发货和退款有变化时不再通知你。推荐不受影响，想收了随时打开。",
        en: "Off: you are no longer told how orders, deliveries and refunds stand. Suggestions are not affected. Turn it on whenever you like.",
      },
    },
  ],
};
