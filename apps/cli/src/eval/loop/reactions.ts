import { type Act, type Reaction, react, spillsTo, type World } from "@zhongshu/market";
import { type Account, book, bookSpill } from "./ledger.ts";

/** One message: about which good, to whom. */
export type Sent = { readonly customer: number; readonly good: number };
/** What became of one message. */
export type Reacted = Sent & { readonly reaction: Reaction };

const orderAct = ({ customer, good }: Sent, cause: Act["cause"]): Act => ({
  ...{ customer, good, cause },
  kind: "ordered",
  second: 10 * 3_600 + (customer % 3_600),
});

/**
 * Everybody reacts in the order of the sending, then neighbours talk. What either bought is booked and returned: whoever
 * sent the messages, product or simple seller, is judged by all that came of them.
 */
export function reactions(
  world: World,
  account: Account,
  { day, window, sent }: { day: number; window: number; sent: readonly Sent[] },
): { readonly acts: readonly Act[]; readonly reacted: readonly Reacted[] } {
  const acts: Act[] = [];
  const reacted: Reacted[] = [];
  const heard = new Map<string, number>();
  for (const [number, { customer, good }] of sent.entries()) {
    const message = { customer, good, day, window, number };
    const told: Reaction = react(world, message);
    book(account, world, good, told);
    reacted.push({ customer, good, reaction: told });
    if (told.bought) acts.push(orderAct({ customer, good }, "message"));
    const group = `${world.customers[customer]?.community} ${good}`;
    if (told.opened) heard.set(group, (heard.get(group) ?? 0) + 1);
  }
  const written = new Set(sent.map(({ customer, good }) => `${customer} ${good}`));
  for (const [group, opened] of heard) {
    const [community = 0, good = 0] = group.split(" ").map(Number);
    const members = world.communities[community]?.members ?? [];
    for (const customer of members) {
      if (written.has(`${customer} ${good}`)) continue;
      if (!spillsTo(world, { customer, good, day }, opened / members.length)) continue;
      bookSpill(account, world, good);
      acts.push(orderAct({ customer, good }, "spillover"));
    }
  }
  return { acts, reacted };
}
