import type { Card, Report } from "@zhongshu/cards";
import { type AsTenant, type Ctx, HOUR, type ProfileId, type Seal } from "@zhongshu/kernel";
import { createBrain } from "../src/index.ts";
import { portsOf, SHOP, DAY as TODAY, world } from "./world.ts";

export const value = <T>(
  result: { ok: true; value: T } | { ok: false; error: { code: string } },
): T => {
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
};
export const codeOf = (result: { ok: boolean; error?: { code: string } }): string | undefined =>
  result.error?.code;

export const tapOf = (card: Card, over: object = {}) => ({
  ...({ shop: SHOP, card: card.id, style: "warm", way: "inbox", holdOutShare: null } as const),
  ...over,
});

export type Acting = ReturnType<typeof acting>;

/** A shop whose owner acts: cards, taps, and what its customers order afterwards. */
export function acting(asTenant: AsTenant, sealOf: (over?: Partial<Seal>) => Seal) {
  const NOW = sealOf().now;
  const w = world();
  const brain = createBrain(portsOf(w));
  const at = <T>(
    now: number,
    work: (ctx: Ctx) => Promise<T>,
    over: Partial<Seal> = {},
  ): Promise<T> => asTenant(sealOf({ now, ...over }), work);
  async function cardOf(kind: Card["kind"]): Promise<Card> {
    const { cards } = value(await at(NOW, (ctx) => brain.today(ctx, SHOP, TODAY)));
    const card = cards.find((one) => one.kind === kind);
    if (card === undefined) throw new Error(`No card of ${kind}`);
    return card;
  }
  /** Taps the first due-again card. */
  async function tapped(over: object = {}) {
    const card = await cardOf("due-again");
    const asked = { ...tapOf(card, over), key: "tap-1" };
    const execution = value(await at(NOW, (ctx) => brain.execute(ctx, asked)));
    const { persons } = w.reach.kept.get(execution.id) ?? { persons: [] };
    const of = (arm: string): readonly ProfileId[] =>
      persons.filter((one) => one.arm === arm).map(({ profile }) => profile);
    return { card, execution, treated: of("treated"), heldOut: of("held-out") };
  }
  let orders = 0;
  /** One order of one line, an hour after the tap unless told otherwise. */
  const sell = (profile: ProfileId, product: string, over: object = {}): void => {
    orders += 1;
    const sale = { number: `N${orders}`, profile, product, at: NOW + HOUR, minor: 3_900 };
    w.sales.push({ ...sale, ...over });
  };
  const reportAt = async (now: number, execution: string): Promise<Report> =>
    value(await at(now, (ctx) => brain.report(ctx, { shop: SHOP, execution })));
  return { w, brain, at, cardOf, tapped, sell, reportAt };
}
