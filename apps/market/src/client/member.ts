import { Calibration, Confirm, Report, Today } from "@zhongshu/brain/contract";
import { Execution, Recipient } from "@zhongshu/reach/contract";
import { z } from "zod";
import { type Door, doorTo } from "./door.ts";

const Code = z.object({ demoCode: z.string() });
const Anything = z.looseObject({});
const People = z.object({
  people: z.array(z.object({ id: z.uuid(), userId: z.string().nullable() })),
  next: z.string().nullable(),
});
const Executions = z.object({ executions: z.array(Execution), next: z.string().nullable() });
const Recipients = z.object({ recipients: z.array(Recipient), next: z.string().nullable() });
const Entry = z.object({ url: z.string() });

/** Reads every page of a list. */
async function* pages<P extends { readonly next: string | null }>(
  page: (cursor: string) => Promise<P>,
): AsyncGenerator<P> {
  for (let cursor: string | null = ""; cursor !== null; ) {
    const one: P = await page(cursor === "" ? "" : `&cursor=${encodeURIComponent(cursor)}`);
    yield one;
    cursor = one.next;
  }
}

/** Somebody of the shop at the product's pages; signs in with a code that the demo shows. */
export async function memberOf(url: string, phone: string) {
  const door = doorTo(url);
  const { demoCode: code } = await door.send(Code, "/api/auth/code", { phone });
  await door.send(Anything, "/api/auth/sign-in", { phone, code });
  return actsOf(door);
}
export type Member = Awaited<ReturnType<typeof memberOf>>;

const actsOf = (door: Door) => {
  const at = (shop: string): string => `/api/shops/${shop}`;
  return {
    today: (shop: string) => door.ask(Today, `${at(shop)}/cards`),
    preview: (shop: string, card: string, body: object) =>
      door.send(Confirm, `${at(shop)}/cards/${card}/preview`, body),
    execute: (shop: string, card: string, body: object) =>
      door.send(Execution, `${at(shop)}/cards/${card}/execute`, body),
    execution: (shop: string, id: string) => door.ask(Execution, `${at(shop)}/executions/${id}`),
    report: (shop: string, id: string) => door.ask(Report, `${at(shop)}/executions/${id}/report`),
    setPolicy: (shop: string, policy: object) =>
      door.send(Anything, `${at(shop)}/policy`, policy, "PUT"),
    entry: (shop: string, profile: string) =>
      door.send(Entry, `${at(shop)}/people/${profile}/entry`, {}),
    calibration: (shop: string) => door.ask(Calibration, `${at(shop)}/calibration`),
    /** These customers have agreed to be written to. */
    agree: (shop: string, userIds: readonly string[]) =>
      door.send(Anything, `${at(shop)}/agreements`, { userIds, channel: "all", proof: "market" }),
    commission: (shop: string, rule: object) =>
      door.send(z.unknown(), `${at(shop)}/commission`, rule, "PUT"),
    /** The newest executions first. */
    executions: async (shop: string, limit = 50) =>
      (await door.ask(Executions, `${at(shop)}/executions?limit=${limit}`)).executions,
    async recipients(shop: string, execution: string, state: string) {
      const all: z.infer<typeof Recipient>[] = [];
      const path = `${at(shop)}/executions/${execution}/recipients?state=${state}&limit=200`;
      for await (const page of pages((c) => door.ask(Recipients, path + c)))
        all.push(...page.recipients);
      return all;
    },
    /** Profile by the id that the shop's own system gave the customer. */
    async customers(shop: string): Promise<ReadonlyMap<string, string>> {
      const found = new Map<string, string>();
      const path = `${at(shop)}/people?limit=100`;
      for await (const page of pages((c) => door.ask(People, path + c)))
        for (const { id, userId } of page.people) if (userId !== null) found.set(userId, id);
      return found;
    },
  };
};
