import type { Wordings } from "@zhongshu/kernel";

/** What customers read beside the switch of their inbox. A change is a new version at the end. */
export const PERSONALISED_WORDINGS: Wordings = [
  {
    label: { zh: "按我的记录推荐", en: "Recommend by my record" },
    on: {
      zh: "店里会参考你看过、买过什么，挑适合你的告诉你。随时可以关掉。",
      en: "The shop looks at what you viewed and bought to pick what suits you. Turn it off at any time.",
    },
    off: {
      zh: "已关掉，店里不再按你看过、买过什么挑选推荐，也不再保存你的兴趣。",
      en: "Off: the shop no longer picks by what you viewed or bought, and keeps no interests of yours.",
    },
  },
  {
    label: { zh: "按我的记录推荐", en: "Recommend by my record" },
    on: {
      zh: "店里会参考你看过、买过什么，给你分类、挑适合你的告诉你。随时可以关掉。",
      en: "The shop looks at what you viewed and bought to sort customers and to pick what suits you. Turn it off at any time.",
    },
    off: {
      zh: "已关掉，店里不再按你看过、买过什么给你分类和挑选推荐，也不再保存你的兴趣。群里人人都有的照常。",
      en: "Off: the shop no longer sorts or picks by what you viewed or bought, and keeps no interests of yours. What everybody in a group gets still comes.",
    },
  },
];
