/** What the three drafts may rest on; `until` and `coupon` say which figures have a row to be read from. */
export type DraftFacts = {
  readonly kind: "rising-attention" | "due-again";
  readonly product: string;
  readonly sku: string;
  readonly category: string | null;
  /** Does the sale or the coupon end at a known instant? */
  readonly until: boolean;
  /** Is any price known? */
  readonly price: boolean;
  /** Chooses among the wordings, so that neighbouring cards do not read alike. */
  readonly turn: number;
};

export const STYLES = ["expert", "warm", "witty"] as const;
export type Style = (typeof STYLES)[number];

type Words = readonly [string, string, string];

// {T} title, {C} category, {P} the price sentence, {U} the end sentence: each with its placeholder inside.
const RISING: Readonly<Record<Style, Words>> = {
  expert: [
    "最近群里问{C}的多了，整理一款给大家参考：{T}。{P}{U}想了解成分和用法，直接问我。",
    "这周大家常看{C}，我把{T}的要点放在这里：看清配料表、看清适用人群，再决定要不要带。{P}{U}",
    "聊聊{C}怎么挑：先看配料，再看规格，最后看保质期。手边这款{T}可以照着对一遍。{P}{U}",
  ],
  warm: [
    "姐妹们，这几天好多人在看{C}，我也给自家留了{T}～{P}{U}需要的回我一声，我帮你记上。",
    "看到大家最近都在挑{C}，给你们留意了{T}，自己家里也在用。{P}{U}有想问的随时找我呀。",
    "早呀！惦记{C}的朋友看过来，{T}到了，慢慢看，不着急。{P}{U}",
  ],
  witty: [
    "群里的{C}小分队最近有点活跃，你们的{T}前来报到！{P}{U}",
    "听说你们的购物车里都在偷偷长{C}？{T}申请加入。{P}{U}",
    "今日份{C}情报：{T}已就位，请各位家长查收。{P}{U}",
  ],
};

const DUE: Readonly<Record<Style, Words>> = {
  expert: [
    "上次带的{T}，按平时的用量差不多该补了，可以先看看家里还剩多少。{P}{U}",
    "提醒一下用量：{T}快到大家平时补货的时候了，开封后记得看保质期。{P}{U}",
    "{T}又到补货的日子，按需补就好，不用多囤。{P}{U}",
  ],
  warm: [
    "家里的{T}是不是快用完啦？帮你们想着呢～{P}{U}要的回我一声。",
    "又到补{T}的时候了，我给老朋友们留了位置。{P}{U}不急的先存着也行。",
    "想起好几位上次带过{T}，算算日子该见底了，来问一声。{P}{U}",
  ],
  witty: [
    "{T}发来消息：我快被你们用光了，求补位！{P}{U}",
    "掐指一算，你家的{T}该见底了，算得准不准？{P}{U}",
    "空瓶预警！{T}的老朋友们，翻翻柜子再回来找我。{P}{U}",
  ],
};

/**
 * Three drafts of different style. Price and end stand as placeholders and are left out where no row could fill
 * them, so that a draft never waits for a figure that nobody gave.
 */
export function draftsOf(
  facts: DraftFacts,
): readonly { readonly style: Style; readonly words: string }[] {
  const { kind, product, sku, category, until, price, turn } = facts;
  const wordings = kind === "rising-attention" ? RISING : DUE;
  return STYLES.map((style, i) => ({
    style,
    words: (wordings[style][(turn + i) % 3] ?? wordings[style][0])
      .replace("{T}", `{{title:${product}}}`)
      .replaceAll("{C}", category ?? "好物")
      .replace("{P}", price ? `现在到手 {{price:${sku}}}。` : "")
      .replace("{U}", until ? `活动到 {{until:${sku}}}。` : ""),
  }));
}
