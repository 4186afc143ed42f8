import { short } from "@zhongshu/browser";
import { isUuid } from "@zhongshu/kernel";
import type { AuditEntry } from "@zhongshu/tenancy/contract";
import type { TFunction } from "i18next";
import { z } from "zod";
import { isTime, spoken } from "./spoken.ts";

const PAGES: Readonly<Record<string, string>> = {
  card: "cards",
  execution: "runs",
  post: "runs",
  product: "goods",
  trade: "goods",
  import: "imports",
  community: "communities",
  "opt-out": "people",
  entry: "people",
  agreement: "people",
  person: "people",
  message: "people",
  people: "people",
  segment: "segments",
};
/** Where the subject stands in a list and has no page of its own. */
const LISTS: Readonly<Record<string, string>> = {
  "agreement.listed": "people",
  "hold-out.resized": "proof",
  "segment.deleted": "segments",
  "person.erase-asked": "people/erasures",
  "person.erased": "people/erasures",
  key: "keys",
  member: "members",
  team: "commission/team",
};
/** Stands where a customer stood who was erased since. */
const ERASED = "erased";
/** Says nothing of what was done. */
const UNREAD = ["version", "changedAt", "priceSource"];
/** What a segment asks for is read on its own page; here it is said to have changed. */
const CONDITION = "predicate";
/** Told elsewhere on the page, or read in no line. */
export const HIDDEN = new Set([
  ...["shop", "name", "title", ERASED],
  ...["card", "execution", "product", "event", "copy", "a", "b"],
  ...[CONDITION, ...UNREAD],
]);
/** Of a product, what its window tells already. */
const OF_WINDOW = new Set(["previewAt", "opensAt", "closesAt"]);

/** The page of the shop that shows the subject; null for what has none of its own. */
export function pageOf({ action, subject }: Pick<AuditEntry, "action" | "subject">): string | null {
  const [kind = ""] = action.split(".");
  const list = LISTS[action] ?? LISTS[kind];
  if (list !== undefined) return list;
  if (subject === ERASED) return null;
  const page = PAGES[kind];
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

const LEVEL = /^level \d$/;
/** What is chosen for the whole organisation. */
const WHOLE = new Set(["policy.changed", "hold-out.resized"]);
/** What the entry is about, in words where it is a kind of thing, or the organisation, and no thing of its own. */
export function subjectOf(t: TFunction, { action, detail, subject }: AuditEntry): string {
  if (subject === ERASED) return t("privacy.gone");
  const name = nameIn(detail);
  if (name !== null) return name;
  if (LEVEL.test(subject)) return t(`audit.levelOf.${subject.slice(-1)}`);
  if (short(subject) === subject) return t(`audit.scopeOf.${subject}`, { defaultValue: subject });
  if (WHOLE.has(action)) return t("audit.whole");
  return opens(t, pageOf({ action, subject }));
}

/** Where a page has no name to go by: what it shows. */
function opens(t: TFunction, page: string | null): string {
  if (page === null) return t("audit.nothing");
  if (page.startsWith("runs/")) return t("audit.openRun");
  return page.startsWith("people/") ? t("audit.openPerson") : t("audit.open");
}

type To = { readonly page: string; readonly name: string };
/** What else an entry is about and can be opened: the sending, and the group, of one message or post. */
export function othersOf(t: TFunction, entry: AuditEntry): readonly To[] {
  const { execution, community } = entry.detail;
  const own = pageOf(entry);
  const named: readonly (readonly [page: string, id: unknown, name: string])[] = [
    ["runs", execution, t("audit.openRun")],
    ["communities", community, t("audit.openGroup")],
  ];
  return named.flatMap(([under, id, name]) => {
    const page = `${under}/${String(id)}`;
    return isUuid(String(id)) && page !== own ? [{ page, name }] : [];
  });
}

type Fields = Readonly<Record<string, unknown>>;
const Fields = z.record(z.string(), z.unknown());
const fieldsOf = (told: unknown): Fields | null => {
  const read = Fields.safeParse(told);
  return read.success ? read.data : null;
};

const labelOf = (t: TFunction, key: string, told: unknown): string =>
  key === "from" && isTime(told)
    ? t("audit.since")
    : t(`audit.field.${key}`, { defaultValue: key });

/** A thing with fields, each told with its label; a list of such things, one after another. */
function inside(t: TFunction, told: unknown): readonly string[] {
  if (Array.isArray(told)) return told.flatMap((one) => inside(t, one));
  const fields = fieldsOf(told) ?? {};
  const named = Boolean(fields["name"] ?? fields["title"]);
  return Object.entries(fields).flatMap(([key, value]) =>
    [CONDITION, ...UNREAD].includes(key) || (named && key === "id") ? [] : tell(t, key, value),
  );
}

function tell(t: TFunction, key: string, told: unknown): readonly string[] {
  const label = labelOf(t, key, told);
  const value = spoken(t, key, told);
  if (value !== null) return [`${label} ${value}`];
  const what = inside(t, told);
  return what.length === 0 ? [] : [t("audit.within", { label, what: what.join(t("audit.and")) })];
}

type Change = { readonly before: unknown; readonly after: unknown };
const isSame = ({ before, after }: Change): boolean =>
  JSON.stringify(before ?? null) === JSON.stringify(after ?? null);

/** Things of a list by their id, so that each is held against what it was. */
const byId = (told: unknown): unknown =>
  Array.isArray(told)
    ? Object.fromEntries(
        told
          .map(fieldsOf)
          .map((one, n) => [String(one?.["name"] || one?.["id"] || n + 1), one] as const),
      )
    : told;

/** One field before and after: "50% → 60%"; what is read in no line is only said to have changed. */
function changed(t: TFunction, key: string, change: Change): readonly string[] {
  if (isSame(change) || UNREAD.includes(key)) return [];
  const label = labelOf(t, key, change.after);
  const [before, after] = [spoken(t, key, change.before), spoken(t, key, change.after)];
  const none = t("audit.unset");
  if (before !== null || after !== null)
    return [`${label} ${t("audit.becomes", { before: before ?? none, after: after ?? none })}`];
  const what = HIDDEN.has(key)
    ? []
    : changes(t, { before: byId(change.before), after: byId(change.after) });
  return [
    what.length === 0
      ? `${label} ${t("audit.altered")}`
      : t("audit.within", { label, what: what.join(t("audit.and")) }),
  ];
}

/** What differs between two states of a thing. */
function changes(t: TFunction, { before, after }: Change): readonly string[] {
  const [was, is] = [fieldsOf(before) ?? {}, fieldsOf(after) ?? {}];
  const told = (key: string): boolean => !("window" in is && OF_WINDOW.has(key));
  return Object.keys({ ...was, ...is })
    .filter(told)
    .flatMap((key) =>
      key in was ? changed(t, key, { before: was[key], after: is[key] }) : tell(t, key, is[key]),
    );
}

/** What was written down, without the shop, which is that of the page; of two states, what differs. */
export function detailOf(t: TFunction, detail: AuditEntry["detail"]): string {
  const { before, after, ...others } = detail;
  const both = fieldsOf(before) !== null && fieldsOf(after) !== null;
  const differs = both ? changes(t, { before, after }) : [];
  const rest = both ? others : detail;
  return [
    ...(both && differs.length === 0 ? [t("audit.unchanged")] : differs),
    ...Object.entries(rest)
      .filter(([key]) => !HIDDEN.has(key))
      .flatMap(([key, told]) => tell(t, key, told)),
  ].join(t("audit.next"));
}
