import { cell, moment, price, short } from "@zhongshu/browser";
import { DAY, HOUR, MINUTE, SECOND } from "@zhongshu/kernel";
import type { TFunction } from "i18next";
import { z } from "zod";
import { rateInWords } from "../goods/rate.ts";

/** Later than 1973, so no count, share or duration of ours is taken for a time. */
export const isTime = (told: unknown): told is number =>
  typeof told === "number" && told > 100_000_000_000;

/** Where the words for what a field may hold are kept. */
const WORDS: Readonly<Record<string, (told: string) => string>> = {
  stage: (told) => `goods.stage.${told}`,
  style: (told) => `cards.style.${told}`,
  kind: (told) => `audit.kindOf.${told}`,
  role: (told) => `audit.roleOf.${told}`,
  scope: (told) => `audit.scopeOf.${told}`,
  way: (told) => `runs.ways.${told}`,
  play: (told) => `cards.kind.${told}`,
  channel: (told) => `audit.channelOf.${told}`,
  purpose: (told) => `audit.purposeOf.${told}`,
  wecom: (told) => `audit.wecomOf.${told}`,
  level: (told) => `audit.levelOf.${told}`,
  why: (told) => `same.why.${told}`,
  type: (told) => `events.of.${told}`,
};

const UNITS = [
  ["day", DAY],
  ["hour", HOUR],
  ["minute", MINUTE],
] as const;

/** "7 days", "90 seconds": in the largest unit that tells it whole. */
function duration(t: TFunction, ms: number): string {
  const [unit, size] = UNITS.find(([, each]) => ms > 0 && ms % each === 0) ?? ["second", SECOND];
  return t(`audit.span.${unit}`, { n: ms / size });
}

const clock = (minute: number): string =>
  [Math.floor(minute / 60), minute % 60].map((n) => String(n).padStart(2, "0")).join(":");
const percent = (share: number): string => `${Math.round(share * 1_000) / 10}%`;

type Speaks = (t: TFunction, told: unknown) => string | null;
/** Speaks what has this form, and is silent of anything else. */
const of =
  <T>(form: z.ZodType<T>, words: (t: TFunction, told: T) => string): Speaks =>
  (t, told) => {
    const read = form.safeParse(told);
    return read.success ? words(t, read.data) : null;
  };

const Money = z.strictObject({ minor: z.int(), currency: z.string() });
const Most = z.object({ most: z.number() });
const money = of(Money, (_, sum) => price(sum));
const share = of(z.number(), (_, part) => percent(part));
const span = of(z.number(), duration);

/** What is read in its own way: a time of day, a share, a limit. */
const OWN: Readonly<Record<string, Speaks>> = {
  quiet: of(
    z.object({ from: z.number(), until: z.number() }),
    (_, { from, until }) => `${clock(from)}–${clock(until)}`,
  ),
  frequency: of(Most.extend({ days: z.number() }), (t, { most, days }) =>
    t("audit.most", { most, within: duration(t, days * DAY) }),
  ),
  service: of(Most.extend({ within: z.number() }), (t, { most, within }) =>
    t("audit.most", { most, within: duration(t, within) }),
  ),
  windowMs: span,
  returnMs: span,
  holdOut: share,
  share,
  bp: of(z.number(), (_, bp) => percent(bp / 10_000)),
  each: of(Money, (t, each) => rateInWords(t, { each })),
  commission: of(z.union([z.object({ bp: z.int() }), z.object({ each: Money })]), rateInWords),
  pictures: of(z.array(z.string()), (t, all) => t("audit.pictures", { n: all.length })),
};

/** An id says nothing to a reader. */
const plainly: Speaks = (_, told) => {
  if (typeof told === "number") return cell(told);
  return typeof told === "string" && told !== "" && short(told) === told ? told : null;
};

function listed(t: TFunction, told: readonly unknown[]): string | null {
  const all = told.map((one) => plainly(t, one)).filter((one) => one !== null);
  return all.length === 0 ? null : all.join(t("audit.and"));
}

/** A value as people read it; null when it says nothing by itself: an id, a thing with fields, what is not there. */
export function spoken(t: TFunction, key: string, told: unknown): string | null {
  if (told === null) return t(`audit.noneOf.${key}`, { defaultValue: "" }) || null;
  const own = OWN[key]?.(t, told) ?? money(t, told);
  if (own !== null) return own;
  if (typeof told === "boolean") return t(told ? "audit.yes" : "audit.no");
  if (isTime(told)) return moment(told).replace(/:00$/, "");
  if (Array.isArray(told)) return listed(t, told);
  const plain = plainly(t, told);
  return plain && t(WORDS[key]?.(plain) ?? "", { defaultValue: plain });
}
