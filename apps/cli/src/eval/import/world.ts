import { DAY, HOUR, iso, MINUTE } from "@zhongshu/kernel";
import { seeded } from "@zhongshu/numerics";

/** A made-up shop: goods, customers and orders, from which files of many shapes are written. */
export type Thing = { readonly sku: string; readonly title: string; readonly price: number };
export type Person = {
  readonly id: string;
  readonly nickname: string;
  readonly name: string;
  readonly phone: string;
};
export type Bought = Thing & { readonly quantity: number };
export type Order = {
  readonly number: string;
  readonly at: number;
  readonly buyer: Person;
  readonly lines: readonly Bought[];
  readonly postage: number;
  readonly discount: number;
  readonly leader: string;
  readonly pickup: string;
};

const NAMES =
  "红富士苹果 有机胚芽米 土鸡蛋 冻干草莓 手工水饺 山茶油 黑猪肉 鲜牛奶 糯玉米 龙井茶".split(" ");
const PACKS = ["5斤装", "500g", "30枚", "2盒", ""];
const NICKS = "小鹿 阿宝妈 晴天 麦子 团子 北北 一颗糖 老周家 芒果干 橙子姐".split(" ");
const FAMILY = "甲乙丙丁戊己庚辛壬癸";
const PLACES = "东门便利店 幸福里菜鸟站 三号楼门卫 河畔花园".split(" ");

export type Dice = {
  below(n: number): number;
  one<T>(of: readonly T[]): T;
};

export function diceOf(seed: number): Dice {
  const random = seeded(seed);
  const below = (n: number): number => Math.floor(random() * n);
  return {
    below,
    one(of) {
      const found = of[below(of.length)];
      if (found === undefined) throw new Error("nothing to draw from");
      return found;
    },
  };
}

export const thingsOf = (dice: Dice, n: number): readonly Thing[] =>
  Array.from({ length: n }, (_, i) => ({
    sku: `SP${1001 + i}`,
    title: [NAMES[i % NAMES.length], PACKS[(i + dice.below(2)) % PACKS.length]]
      .filter(Boolean)
      .join(" "),
    price: 100 * (5 + dice.below(90)) + dice.one([0, 50, 90]),
  }));

export const peopleOf = (dice: Dice, n: number): readonly Person[] =>
  Array.from({ length: n }, (_, i) => ({
    id: `HY${2001 + i}`,
    nickname: `${NICKS[i % NICKS.length]}${i < NICKS.length ? "" : i}`,
    name: `${FAMILY[i % FAMILY.length]}${dice.one(["女士", "先生"])}`,
    phone: `1380000${String(1000 + i * 7)}`,
  }));

const BEGINS = Date.UTC(2026, 2, 1, 1);

export function ordersOf(dice: Dice, n: number): readonly Order[] {
  const [things, people] = [thingsOf(dice, 8), peopleOf(dice, 9)];
  return Array.from({ length: n }, (_, i) => {
    const first = dice.below(things.length);
    const lines = Array.from({ length: 1 + dice.below(3) }, (_, k) => {
      const thing = things[(first + k) % things.length] ?? dice.one(things);
      return { ...thing, quantity: 1 + dice.below(3) };
    });
    return {
      number: `E2026030${String(100_001 + i * 3)}`,
      at: BEGINS + i * DAY + dice.below(12) * HOUR + dice.below(60) * MINUTE,
      buyer: dice.one(people),
      lines,
      postage: dice.one([0, 0, 600, 850]),
      discount: dice.one([0, 0, 100, 333]),
      leader: dice.one(["王姐", "团长阿美"]),
      pickup: dice.one(PLACES),
    };
  });
}

export const worth = (lines: readonly Bought[]): number =>
  lines.reduce((sum, { quantity, price }) => sum + quantity * price, 0);
export const paidFor = ({ lines, postage, discount }: Order): number =>
  worth(lines) - discount + postage;

export const yuan = (minor: number): string => (minor / 100).toFixed(2);
export const maskOf = (phone: string): string => `${phone.slice(0, 3)}****${phone.slice(7)}`;

/** As clocks in Shanghai show it. */
export const clock = (at: number): string =>
  iso(at + 8 * HOUR)
    .slice(0, 16)
    .replace("T", " ");
/** As a spreadsheet counts days. */
export const serial = (at: number): string => {
  const days = (at + 8 * HOUR - Date.UTC(1899, 11, 30)) / DAY;
  return `@${days.toFixed(8)}`;
};

/** How an order is to be shown. */
export const record = (order: Order) => ({
  number: order.number,
  at: clock(order.at),
  total: yuan(paidFor(order)),
  lines: order.lines.map(({ title, quantity }) => ({ title, quantity })),
});
