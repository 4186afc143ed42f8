import { type Fixture, orders } from "./fixture.ts";
import { type Dice, ordersOf, yuan } from "./world.ts";
import { encoded } from "./write.ts";

/** A list that people wrote one below the other. */
export function chain(dice: Dice, several: boolean): Fixture {
  const [a, b] = [
    { title: "砂糖橘5斤装", price: 2590 },
    { title: "土鸡蛋30枚", price: 3900 },
  ];
  const people = [...new Set(ordersOf(dice, 20).map(({ buyer }) => buyer.nickname))];
  const goods = several
    ? [`A. ${a.title} ${yuan(a.price)}元/份`, `B. ${b.title} ${yuan(b.price)}元/份`]
    : [`${a.title} ${yuan(a.price)}元/份`];
  const wants = people.map((nickname, i) => ({
    nickname,
    first: 1 + (i % 3),
    second: several && i % 2 === 0 ? 1 : 0,
  }));
  const lines = wants.map(({ nickname, first, second }, i) =>
    several
      ? `${i + 1}. ${nickname} A+${first}${second > 0 ? " B+1" : ""}`
      : `${i + 1}. ${nickname} ${first}份`,
  );
  const text = ["#接龙", ...goods, "团长：王姐", "自提点：东门便利店", ...lines].join("\n");
  const records = wants.map(({ nickname, first, second }) => ({
    ...{ customer: nickname, leader: "王姐", pickup: "东门便利店" },
    total: yuan(first * a.price + second * b.price),
    lines: [
      { title: a.title, quantity: first },
      ...(second > 0 ? [{ title: b.title, quantity: second }] : []),
    ],
  }));
  const name = several ? "chain-several.txt" : "chain.txt";
  return { name, body: encoded(`${text}\n`, "utf8"), expected: orders({}, records) };
}
