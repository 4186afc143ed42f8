import type { Shelf } from "../ports.ts";
import { COOL_DOWN_DAYS } from "../rising/cool-down.ts";
import { filled, type Reach, RULES } from "../rising/rising.ts";
import { counted, lacking, type Missing, TOMORROW } from "./missing.ts";

/** A community with members, and how far it can be judged. */
export type Group = {
  readonly name: string;
  readonly tests: number;
  readonly nearest:
    | (Omit<NonNullable<Reach["nearest"]>, "category"> & { readonly category: string })
    | null;
};

/** All that a shop has to see rising attention by. */
export type Grounds = {
  readonly groups: readonly Group[];
  /** Customers who looked at or ordered anything of a known category in five weeks. */
  readonly lookers: number;
  /** Rises that were raised within the cool-down. */
  readonly rested: number;
  readonly shelf: Pick<Shelf, "products" | "categorised">;
};

const { fewest, fewestElsewhere, least } = RULES;

const noMembers = (lookers: number): Missing => ({
  what: {
    zh: `看不到“关注度上升”：还没有一个群有成员名单。最近五周有 ${lookers} 位客户看过或买过有品类的商品；要看出变化，一个群里至少要 ${fewest} 位这样的客户，群外至少 ${fewestElsewhere} 位。`,
    en: `Rising attention cannot be seen: no community has a list of members. ${counted(lookers, "customer")} looked at or ordered goods of a known category in five weeks; it takes ${fewest} of them in one community, and ${fewestElsewhere} outside it.`,
  },
  next: {
    zh: "到“社群”里建一个群，导入群成员名单。",
    en: "Add a community and import the list of its members.",
  },
  opens: "communities",
});

function noLooks({ products, categorised }: Grounds["shelf"]): Missing {
  const silent = {
    zh: "最近五周没有一位客户看过或买过有品类的商品，所以看不到“关注度上升”。",
    en: "Nobody looked at or ordered goods of a known category in five weeks, so rising attention cannot be seen.",
  };
  const known = {
    zh: `店里 ${products} 件商品，填了品类的 ${categorised} 件。`,
    en: `Of ${counted(products, "product")} ${categorised} ${categorised === 1 ? "has" : "have"} a category.`,
  };
  const what = { zh: silent.zh + known.zh, en: `${silent.en} ${known.en}` };
  return categorised < products
    ? {
        what,
        next: {
          zh: "到“商品”里填上品类，或者导入一份商品表。",
          en: "Fill in the categories under Goods, or import a list of goods.",
        },
        opens: "goods",
      }
    : {
        what,
        next: {
          zh: "导入最近五周的订单，或者把浏览事件接进来。",
          en: "Import the orders of the last five weeks, or send us what is viewed.",
        },
        opens: "imports",
      };
}

const reached = ({ nearest }: Group): number => (nearest === null ? -1 : filled(nearest, RULES));

function tooFew({ groups, lookers }: Grounds): Missing {
  const best = groups.toSorted((a, b) => reached(b) - reached(a))[0];
  const near = best?.nearest ?? null;
  const next = {
    zh: "把群成员名单补全，导入最近五周的订单，或者把浏览事件接进来；客户每周都有动静，就看得出来。",
    en: "Complete the lists of members, import the orders of the last five weeks, or send us what is viewed; once customers are active every week, it shows.",
  };
  if (near === null)
    return {
      what: {
        zh: `最近五周有 ${lookers} 位客户看过或买过有品类的商品，但还没有一位能拿上周和自己前四周比；一个群里至少要 ${fewest} 位，群外至少 ${fewestElsewhere} 位。`,
        en: `${counted(lookers, "customer")} looked at or ordered goods of a known category in five weeks, but of nobody can last week be held against their own four weeks before; it takes ${fewest} in one community, and ${fewestElsewhere} outside it.`,
      },
      next,
      opens: "imports",
    };
  const [here, outside] = [
    lacking(near.here, fewest, "位"),
    lacking(near.elsewhere, fewestElsewhere, "位"),
  ];
  return {
    what: {
      zh: `还分不清是真变化还是碰巧。最接近的是“${best?.name}”看“${near.category}”：能拿上周和自己前四周比的客户，群里有 ${near.here} 位，至少要 ${fewest} 位${here.zh}；群外有 ${near.elsewhere} 位，至少要 ${fewestElsewhere} 位${outside.zh}。`,
      en: `A change cannot be told from chance yet. Nearest is “${near.category}” in “${best?.name}”: customers whose last week can be held against their own four weeks before are ${near.here} in it, of at least ${fewest}${here.en}; and ${near.elsewhere} outside it, of at least ${fewestElsewhere}${outside.en}.`,
    },
    next,
    opens: "imports",
  };
}

const noneRose = (groups: number, tests: number): Missing => ({
  what: {
    zh: `看过 ${groups} 个群，一共比了 ${tests} 次（一个群的一个品类算一次）：没有一次比别处多涨 ${least * 100}% 以上，而且不像是碰巧。`,
    en: `${groups === 1 ? "1 community" : `${groups} communities`} looked at, ${counted(tests, "comparison")} made (one for a category in a community): none rose ${least * 100}% more than elsewhere beyond what chance does.`,
  },
  next: TOMORROW,
});

const rested = (n: number): Missing => ({
  what: {
    zh: `关注度上升的有 ${n} 处，${COOL_DOWN_DAYS} 天之内都提过了，先不重复。`,
    en: `${counted(n, "rise")} of attention, each told within ${COOL_DOWN_DAYS} days already; none is repeated.`,
  },
  next: TOMORROW,
});

/** Why this morning shows no rising attention, in counted numbers. */
export function whyNoRise(grounds: Grounds): readonly Missing[] {
  const { groups, lookers, shelf } = grounds;
  const silent = lookers === 0 ? [noLooks(shelf)] : [];
  if (groups.length === 0) return [noMembers(lookers), ...silent];
  if (grounds.rested > 0) return [rested(grounds.rested)];
  if (lookers === 0) return silent;
  const judged = groups.filter(({ tests }) => tests > 0);
  const tests = judged.reduce((sum, group) => sum + group.tests, 0);
  return [tests === 0 ? tooFew(grounds) : noneRose(judged.length, tests)];
}
