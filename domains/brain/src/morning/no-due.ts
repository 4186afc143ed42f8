import type { Text } from "@zhongshu/kernel";
import { type Candidate, LEAST_BUYERS, LEAST_CUSTOMERS, LIKELY } from "../due/due.ts";
import { FEWEST, HORIZON } from "../due/model.ts";
import type { Past } from "../due/spells.ts";
import { COOL_DOWN_DAYS } from "../rising/cool-down.ts";
import { counted, type Missing, TOMORROW } from "./missing.ts";

const OLDER = {
  next: {
    zh: "把更早的订单也导入进来，导出时选全部时间。订单里要有手机号或客户编号，才认得出是同一位客户。",
    en: "Import older orders as well: export them for all time. They must hold a phone number or a customer's id, or nobody can be recognised.",
  },
  opens: "imports",
} as const;

function uneven({ comebacks, products }: Past): Missing {
  return {
    what: {
      zh: `同一位客户隔天再买同一件商品已经有 ${comebacks} 次，但太集中，分不出谁可能再买：要有至少 2 件商品被再买过（现在 ${products} 件），其中一件有 2 位客户再买，还要有人同一件买过 3 天。`,
      en: `Customers came back for the same product ${counted(comebacks, "time")}, but in too few places to tell who may buy again: it takes 2 products that somebody came back for (${products} so far), two customers who came back for one of them, and somebody who bought one product on 3 days.`,
    },
    ...OLDER,
  };
}

/** Why nobody can be called due: too little came back so far. */
export function tooFewReturns(past: Past): Missing {
  const { customers, days, returned, comebacks } = past;
  if (comebacks >= FEWEST) return uneven(past);
  if (customers === 0)
    return {
      what: {
        zh: "还没有认得出是谁下的订单，所以算不出谁可能再买。",
        en: "There is no order yet of whose customer is known, so nobody can be told who may buy again.",
      },
      ...OLDER,
    };
  const need = {
    zh: `要有 ${FEWEST} 次才算得出谁可能再买，还差 ${FEWEST - comebacks} 次。`,
    en: `It takes ${FEWEST} to tell who may buy again, ${FEWEST - comebacks} more.`,
  };
  return {
    what: {
      zh: `订单里认得出 ${customers} 位客户，前后 ${days} 天；其中 ${returned} 位隔天再买过同一件商品，一共 ${comebacks} 次。${need.zh}`,
      en: `The orders hold ${counted(customers, "known customer")} over ${counted(days, "day")}; ${returned} of them came back for the same product on another day, ${counted(comebacks, "time")} in all. ${need.en}`,
    },
    ...OLDER,
  };
}

const buyers = (raw: number): string => (Math.floor(raw * 10) / 10).toFixed(1);
const chance = `${LIKELY * 100}%`;

/** Why no product has a card: what comes nearest to one. */
export function nobodyDue(
  nearest: (Pick<Candidate, "due" | "raw"> & { readonly title: string }) | null,
): Missing {
  if (nearest === null)
    return {
      what: {
        zh: `接下来 ${HORIZON} 天，还没有一位老客户再买同一件商品的可能到 ${chance}；一件商品至少要有 ${LEAST_CUSTOMERS} 位这样的客户才出卡片。`,
        en: `Nobody is as likely as ${chance} to buy a product again in the next ${HORIZON} days; a card takes ${LEAST_CUSTOMERS} such customers of one product.`,
      },
      next: TOMORROW,
    };
  const { title, due, raw } = nearest;
  return {
    what: {
      zh: `还没有一件商品够出“可能回购”的卡片。最接近的是“${title}”：接下来 ${HORIZON} 天再买的可能到 ${chance} 的客户有 ${due.length} 位，至少要 ${LEAST_CUSTOMERS} 位；算下来会买 ${buyers(raw)} 位，至少要 ${LEAST_BUYERS} 位。`,
      en: `No product has enough customers who may buy it again. Nearest is “${title}”: ${counted(due.length, "customer")} as likely as ${chance} to buy it again in the next ${HORIZON} days, of at least ${LEAST_CUSTOMERS}; ${buyers(raw)} are expected to, of at least ${LEAST_BUYERS}.`,
    },
    next: TOMORROW,
  };
}

export type Spared = {
  readonly title: string;
  readonly category: string | null;
  readonly due: number;
  /** Of those who are due, how many like such goods. */
  readonly keen: number;
  /** Of these, whoever no message came to lately. */
  readonly left: Candidate;
};

const liking = ({ category, due, keen }: Spared): Text =>
  keen === due
    ? { zh: "", en: "" }
    : {
        zh: `，其中平时看“${category}”不比别人少的有 ${keen} 位`,
        en: `; ${keen} of them look at “${category}” no less than others`,
      };
const tiring = ({ keen, left: { due } }: Spared): Text =>
  keen === due.length
    ? { zh: "", en: "" }
    : {
        zh: `，${keen - due.length} 位刚收过消息，剩下 ${due.length} 位`,
        en: `; messages came to ${keen - due.length} of these lately, which leaves ${due.length}`,
      };

/** Customers are due, but too few of them look at such goods, or have been left in peace for long enough. */
export function fewLeft(spared: Spared): Missing {
  const { title, due, left } = spared;
  const [likes, tired] = [liking(spared), tiring(spared)];
  return {
    what: {
      zh: `“${title}”有 ${due} 位客户可能再买${likes.zh}${tired.zh}，至少要 ${LEAST_CUSTOMERS} 位；算下来会买 ${buyers(left.raw)} 位，至少要 ${LEAST_BUYERS} 位。这次先不打扰他们。`,
      en: `${counted(due, "customer")} may buy “${title}” again${likes.en}${tired.en}, of at least ${LEAST_CUSTOMERS}; ${buyers(left.raw)} are expected to buy, of at least ${LEAST_BUYERS}. They are left in peace this time.`,
    },
    next: TOMORROW,
  };
}

export const restedDue = (n: number): Missing => ({
  what: {
    zh: `有 ${n} 件商品的老客户可能再买，${COOL_DOWN_DAYS} 天之内都提过了，先不重复。`,
    en: `Customers may buy ${counted(n, "product")} again; each was told within ${COOL_DOWN_DAYS} days already and is not repeated.`,
  },
  next: TOMORROW,
});

export const notOnSale = (n: number): Missing => ({
  what: {
    zh: `有 ${n} 件商品的老客户可能再买，但现在没法卖：没有规格，或者还没到公布的时候。`,
    en: `Customers may buy ${counted(n, "product")} again that cannot be sold now: without any SKU, or not announced yet.`,
  },
  next: {
    zh: "到“商品”里补上规格，或者改一下开售时间。",
    en: "Add a SKU under Goods, or change its sale window.",
  },
  opens: "goods",
});
