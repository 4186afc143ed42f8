import { readdirSync, readFileSync } from "node:fs";
import {
  FixedCommission,
  Product,
  Promotion,
  ShareCommission,
  TradeChange,
} from "@zhongshu/goods/contract";
import { Segment } from "@zhongshu/people/contract";
import { OptOutChannel, PURPOSES, ReachPolicy, Way } from "@zhongshu/reach/contract";
import { expect, test } from "vitest";
import { HIDDEN } from "../src/audit/detail.ts";
import { audit as en } from "../src/words/en-audit.ts";
import { audit as zh } from "../src/words/zh-audit.ts";
import { loop as zhLoop } from "../src/words/zh-loop.ts";

const domains = new URL("../../../domains/", import.meta.url);
const sources = readdirSync(domains, { recursive: true, encoding: "utf8" })
  .filter((name) => /^[a-z]+\/src\/.*(?<!\.test)\.ts$/.test(name))
  .map((name) => ({ name, text: readFileSync(new URL(name, domains), "utf8") }));

const CLOSES: Readonly<Record<string, string>> = { "(": ")", "{": "}", "[": "]" };
/** What stands between the bracket at `open` and its end. */
function within(text: string, open: number): string {
  const ends: string[] = [];
  for (let at = open; at < text.length; at += 1) {
    const char = text[at] ?? "";
    const end = CLOSES[char];
    if (end !== undefined) ends.push(end);
    else if (char === ends.at(-1)) ends.pop();
    if (ends.length === 0) return text.slice(open + 1, at);
  }
  throw new Error("A bracket is never closed");
}

/** The parts between commas that lie in no bracket. */
function parts(text: string): readonly string[] {
  const all = [""];
  let depth = 0;
  for (const char of text) {
    if ("({[".includes(char)) depth += 1;
    if (")}]".includes(char)) depth -= 1;
    if (char === "," && depth === 0) all.push("");
    else all.push(`${all.pop()}${char}`);
  }
  return all.map((part) => part.trim()).filter((part) => part !== "");
}

type Call = { readonly name: string; readonly actions: readonly string[]; readonly detail: string };
const CALL = /\baudit(?=\(\s*ctx,)/g;
const ACTION = /"([a-z-]+\.[a-z-]+)"/g;
const found = (text: string): readonly string[] =>
  [...text.matchAll(ACTION)].flatMap(([, action = ""]) => [action]);

/** Every place of the product that writes into the audit. */
const calls: readonly Call[] = sources.flatMap(({ name, text }) =>
  [...text.matchAll(CALL)].map(({ index }) => {
    const [, action = "", , detail = ""] = parts(within(text, index + "audit".length));
    const held = (what: string): string =>
      new RegExp(`const ${what} = ([^;]*);`).exec(text)?.[1] ?? "";
    return {
      name,
      actions: found(/^\w+$/.test(action) ? held(action) : action),
      detail: /^\w+$/.test(detail) ? held(detail) : detail,
    };
  }),
);

const shape = (...of: readonly { readonly shape: object }[]): readonly string[] =>
  of.flatMap((each) => Object.keys(each.shape));
/** What is spread into an entry, or stands in it as a state before and after, by its action. */
const SPREAD: Readonly<Record<string, readonly string[]>> = {
  "product.changed": shape(Product, Product.shape.skus.element),
  "commission.changed": shape(ShareCommission, FixedCommission),
  "promotion.changed": shape(Promotion),
  "trade.changed": [...shape(TradeChange), "product", "sku", "cost"],
  "team.withdrawn": ["leader", "level", "bp", "from"],
  "dead-letter.replayed": ["stored", "duplicates", "still"],
  "segment.changed": shape(Segment),
  "segment.deleted": shape(Segment),
  "policy.changed": ["before", "after", ...shape(ReachPolicy)],
  "hold-out.resized": ["before", "after", "share"],
  "execution.cancelled": ["stopped", "gone"],
  "member.changed": ["role", "shops"],
};
const DETAIL = ["purpose", "channel", "proof"];
for (const action of ["opt-out.set", "opt-out.withdrawn", "agreement.set", "agreement.withdrawn"])
  Object.assign(SPREAD, { [action]: DETAIL });
Object.assign(SPREAD, { "agreement.listed": DETAIL });

/** The keys that an object literal names; what it spreads must be known. */
function keysOf(literal: string, spread: readonly string[] | undefined): readonly string[] {
  if (!literal.startsWith("{")) return spread ?? [`the keys of ${literal}`];
  return parts(within(literal, 0)).flatMap((part) => {
    if (part.startsWith("...{")) return keysOf(part.slice(3), spread);
    if (part.startsWith("...")) return spread ?? [`the keys of ${part}`];
    const [key = "", value = ""] = part.split(/:(.*)/s).map((one) => one.trim());
    return [key, ...(value.startsWith("{") ? keysOf(value, spread) : [])];
  });
}

test("every action that the product writes into the audit has words", () => {
  const actions = new Set(calls.flatMap((call) => call.actions));
  expect(calls.filter((call) => call.actions.length === 0)).toEqual([]);
  expect(actions.size).toBeGreaterThan(40);
  const told = new Set([...Object.keys(zh.actionOf), ...Object.keys(en.actionOf)]);
  expect([...actions].filter((action) => !told.has(action))).toEqual([]);
});

test("every key that the product writes into the audit has words, or is told nowhere", () => {
  const written = calls.flatMap(({ actions, detail }) =>
    keysOf(
      detail,
      actions.flatMap((action) => SPREAD[action] ?? []).length > 0
        ? actions.flatMap((action) => SPREAD[action] ?? [])
        : undefined,
    ),
  );
  const keys = new Set([...written, ...Object.values(SPREAD).flat()]);
  expect(keys.size).toBeGreaterThan(60);
  const told = new Set([...Object.keys(zh.field), ...HIDDEN]);
  expect([...keys].filter((key) => !told.has(key))).toEqual([]);
});

const alike = (words: object, options: readonly string[]): void =>
  expect(new Set(Object.keys(words))).toEqual(new Set(options));

test("every choice that an entry names has words", () => {
  alike(zh.channelOf, OptOutChannel.options);
  alike(zh.purposeOf, PURPOSES);
  alike(zh.wecomOf, ReachPolicy.shape.wecom.options);
  alike(zhLoop.runs.ways, Way.options);
});
