import { type BusinessDay, businessDay, type Instant, type Text } from "@zhongshu/kernel";
import type { Answer } from "../contract.ts";
import type { Left } from "../ports.ts";
import type { Titled } from "./titles.ts";
import { dayInWords } from "./words.ts";

const told = (at: Instant): Text => {
  const clock = new Intl.DateTimeFormat("en-GB", {
    ...{ hour: "2-digit", minute: "2-digit", timeZone: "Asia/Shanghai" },
  }).format(at);
  const day = dayInWords(businessDay(at));
  return { zh: `${day.zh} ${clock}`, en: `${day.en} ${clock}` };
};

type Counted = Left & { readonly stock: number; readonly countedAt: Instant };
const isCounted = (left: Left): left is Counted => left.stock !== null && left.countedAt !== null;

const SALES: Text = {
  zh: "之后卖掉的不会自动减，以你们自己的库存为准。",
  en: "What sold since is not taken off: your own stock keeping decides.",
};

function said(title: string, all: readonly Left[]): Text {
  const known = all.filter(isCounted);
  const [first] = known.toSorted((a, b) => a.countedAt - b.countedAt);
  if (first === undefined)
    return {
      zh: `“${title}”的库存还没有人报过，我不知道还剩多少。导入一份库存表，或者到“商品”里填上，就能答。`,
      en: `Nobody told the stock of “${title}”, so I do not know what is left. Import a stock list or fill it in under Goods, and I can tell.`,
    };
  const sum = known.reduce((n, { stock }) => n + stock, 0);
  const unknown = all.length - known.length;
  const at = told(first.countedAt);
  const several = known.length > 1;
  return {
    zh: `“${title}”库存${sum === 0 ? "已经没有了" : `还有 ${sum} 件`}${several ? `（${known.length} 个规格一共）` : ""}，${several ? "最早的是" : "是"} ${at.zh} 报的数。${unknown > 0 ? `还有 ${unknown} 个规格没报过。` : ""}${SALES.zh}`,
    en: `“${title}”: ${sum === 0 ? "nothing is left" : `${sum} left`}${several ? ` over ${known.length} SKUs` : ""}, ${several ? "the oldest count told on" : "told on"} ${at.en}.${unknown > 0 ? ` Of ${unknown} more nobody told.` : ""} ${SALES.en}`,
  };
}

/** What is left of a product by what was told, each SKU with when; each figure opens to the counts and movements. */
export function stockAnswer(goods: Titled, all: readonly Left[], today: BusinessDay) {
  const asked = new URLSearchParams({ from: today, to: today, product: goods.product });
  const opens = `figures/stock?${asked}`;
  const figures: Answer["figures"] = all
    .filter(isCounted)
    .map(({ sku, name, stock, countedAt }) => {
      const at = told(countedAt);
      const own = name === "" ? sku : name;
      const called = all.length > 1 ? own : null;
      return {
        title: {
          zh: `${called ?? "库存"}（${at.zh} 报）`,
          en: `${called ?? "Stock"} (told ${at.en})`,
        },
        value: String(stock),
        opens,
      };
    });
  return { say: said(goods.title, all), figures };
}
