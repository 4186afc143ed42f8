import type { Text } from "@zhongshu/kernel";

/** The place in the law, and what it is about in our own words. */
export type Article = { readonly law: Text; readonly number: string; readonly title: Text };

const ADVERTISING: Text = { zh: "《中华人民共和国广告法》", en: "Advertising Law of the PRC" };

export const ARTICLES = {
  state: {
    law: ADVERTISING,
    number: "第九条第（二）项",
    title: { zh: "不得借国家机关的名义做广告", en: "No use of the name of state organs" },
  },
  absolute: {
    law: ADVERTISING,
    number: "第九条第（三）项",
    title: { zh: "不得使用绝对化用语", en: "No absolute terms" },
  },
  medical: {
    law: ADVERTISING,
    number: "第十七条",
    title: {
      zh: "普通商品不得宣称治病，也不得使用医疗用语",
      en: "Ordinary goods claim no cure and use no medical terms",
    },
  },
  invitation: {
    law: ADVERTISING,
    number: "第二十五条",
    title: {
      zh: "招商、投资类广告不得保证收益",
      en: "Advertising for investment promises no return",
    },
  },
  false: {
    law: ADVERTISING,
    number: "第二十八条",
    title: {
      zh: "不得用虚假或引人误解的内容欺骗消费者",
      en: "No false or misleading claims",
    },
  },
  trademark: {
    law: { zh: "《中华人民共和国商标法》", en: "Trademark Law of the PRC" },
    number: "第十四条第五款",
    title: {
      zh: "“驰名商标”字样不得用于广告宣传",
      en: "The words “well-known trademark” are not used in advertising",
    },
  },
  pyramid: {
    law: { zh: "《禁止传销条例》", en: "Regulation on Prohibition of Pyramid Selling" },
    number: "第七条",
    title: { zh: "不得靠拉人头、发展下线计酬", en: "No reward for recruiting members" },
  },
  personal: {
    law: { zh: "《中华人民共和国个人信息保护法》", en: "Personal Information Protection Law" },
    number: "第二十五条",
    title: {
      zh: "未经单独同意，不得公开个人信息",
      en: "Personal information is not made public without separate consent",
    },
  },
} as const satisfies Readonly<Record<string, Article>>;
