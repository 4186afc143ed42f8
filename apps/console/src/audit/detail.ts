import { cell, moment, price, short } from "@zhongshu/browser";
import type { AuditEntry } from "@zhongshu/tenancy/contract";
import type { TFunction } from "i18next";
import { z } from "zod";
import { rateInWords } from "../goods/rate.ts";

const PAGES: Readonly<Record<string, string>> = {
  card: "cards",
  execution: "runs",
  post: "runs",
  product: "goods",
  import: "imports",
  community: "communities",
  "opt-out": "people",
  entry: "people",
  agreement: "people",
  person: "people",
};
/** Stands where a customer stood who was erased since. */
const ERASED = "erased";
const HIDDEN = new Set(["shop", "name", "title", ERASED]);

/** The page of the shop that shows the subject; null for what has none of its own. */
export function pageOf({ action, subject }: Pick<AuditEntry, "action" | "subject">): string | null {
  if (action === "agreement.listed") return "people";
  if (subject === ERASED) return null;
  if (action === "person.erase-asked" || action === "person.erased") return "people/erasures";
  const page = PAGES[action.split(".")[0] ?? ""];
  return page === undefined ? null : `${page}/${encodeURIComponent(subject)}`;
}

const After = z.object({ title: z.string() });

/** The name by which the subject was known when it was changed, or by which it is known since. */
export function nameIn({ name, title, after }: AuditEntry["detail"]): string | null {
  if (typeof name === "string") return name;
  if (typeof title === "string") return title;
  const changed = After.safeParse(after);
  return changed.success ? changed.data.title : null;
}

/** Later than 1973, so no count or share of ours is taken for a time. */
const isTime = (told: unknown): told is number =>
  typeof told === "number" && told > 100_000_000_000;

/** Where the words for what a field may hold are kept. */
const WORDS: Readonly<Record<string, (told: string) => string>> = {
  stage: (told) => `goods.stage.${told}`,
  style: (told) => `cards.style.${told}`,
  kind: (told) => `keys.kindOf.${told}`,
  role: (told) => `audit.roleOf.${told}`,
  scope: (told) => `audit.scopeOf.${told}`,
  way: (told) => `runs.ways.${told}`,
  play: (told) => `cards.kind.${told}`,
  channel: (told) => `audit.channelOf.${told}`,
};

const Money = z.strictObject({ minor: z.int(), currency: z.string() });

function spoken(t: TFunction, key: string, told: unknown): string {
  const money = Money.safeParse(told);
  if (money.success)
    return key === "each" ? rateInWords(t, { each: money.data }) : price(money.data);
  if (typeof told === "boolean") return t(told ? "audit.yes" : "audit.no");
  if (isTime(told)) return moment(told);
  if ((key === "holdOut" || key === "share") && typeof told === "number")
    return `${Math.round(told * 100)}%`;
  if (key === "bp") return `${Number(told) / 100}%`;
  const plain = cell(told);
  return t(WORDS[key]?.(plain) ?? "", { defaultValue: plain });
}

/** An id says nothing to a reader, and is left out. */
const isPlain = (told: unknown): boolean =>
  typeof told === "string" ? told !== "" && short(told) === told : typeof told !== "object";

const labelOf = (t: TFunction, key: string, told: unknown): string =>
  key === "from" && isTime(told)
    ? t("audit.since")
    : t(`audit.field.${key}`, { defaultValue: key });

/** What the entry is about, in words where it is a kind of thing and not a thing of its own. */
export const subjectOf = (t: TFunction, { detail, subject }: AuditEntry): string =>
  (subject === ERASED ? t("privacy.gone") : nameIn(detail)) ??
  (short(subject) === subject
    ? t(`audit.scopeOf.${subject}`, { defaultValue: subject })
    : t("audit.open"));

/** What was written down, without the shop, which is that of the page; of an object, its plain fields. */
export function detailOf(t: TFunction, detail: AuditEntry["detail"]): string {
  const one = ([key, told]: readonly [string, unknown]): string =>
    `${labelOf(t, key, told)} ${spoken(t, key, told)}`;
  return Object.entries(detail)
    .filter(([key]) => !HIDDEN.has(key))
    .flatMap(([key, told]) => {
      if (isPlain(told) || Money.safeParse(told).success) return [one([key, told])];
      if (typeof told === "string") return [];
      const inside = Object.entries(told ?? {}).filter(([, value]) => isPlain(value));
      if (inside.length === 0) return [];
      const and = t("audit.and");
      if (Array.isArray(told)) return [one([key, inside.map(([, value]) => value).join(and)])];
      const what = inside.map(one).join(and);
      return [t("audit.within", { label: labelOf(t, key, told), what })];
    })
    .join(t("audit.next"));
}
