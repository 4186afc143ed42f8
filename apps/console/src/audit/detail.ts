import { cell, moment } from "@zhongshu/browser";
import type { AuditEntry } from "@zhongshu/tenancy/contract";
import type { TFunction } from "i18next";

const PAGES: Readonly<Record<string, string>> = {
  card: "cards",
  product: "goods",
  import: "imports",
  "opt-out": "people",
  entry: "people",
};

/** The page of the shop that shows the subject; null for what has none of its own. */
export function pageOf({ action, subject }: Pick<AuditEntry, "action" | "subject">): string | null {
  const page = PAGES[action.split(".")[0] ?? ""];
  return page === undefined ? null : `${page}/${encodeURIComponent(subject)}`;
}

/** The name by which the subject was known when it was changed. */
export const nameIn = (detail: AuditEntry["detail"]): string | null =>
  typeof detail["name"] === "string" ? detail["name"] : null;

/** Later than 1973, so no count or share of ours is taken for a time. */
const isTime = (told: unknown): told is number =>
  typeof told === "number" && told > 100_000_000_000;

function spoken(t: TFunction, key: string, told: unknown): string {
  if (typeof told === "boolean") return t(told ? "audit.yes" : "audit.no");
  if (isTime(told)) return moment(told);
  if (key === "bp" || key === "commissionBp") return `${Number(told) / 100}%`;
  if (key === "stage") return t(`goods.stage.${cell(told)}`);
  if (key === "style") return t(`cards.style.${cell(told)}`);
  return cell(told);
}

const isPlain = (told: unknown): boolean => typeof told !== "object" && told !== "";

/** What was written down, without the shop, which is that of the page; of an object, its plain fields. */
export function detailOf(t: TFunction, detail: AuditEntry["detail"]): string {
  const one = ([key, told]: readonly [string, unknown]): string =>
    `${t(`audit.field.${key}`, { defaultValue: key })} ${spoken(t, key, told)}`;
  return Object.entries(detail)
    .filter(([key]) => key !== "shop" && key !== "name")
    .flatMap(([key, told]) => {
      if (isPlain(told)) return [one([key, told])];
      if (Array.isArray(told)) return [one([key, told.filter(isPlain).join(", ")])];
      const inside = Object.entries(told ?? {}).filter(([, value]) => isPlain(value));
      const label = t(`audit.field.${key}`, { defaultValue: key });
      return inside.length === 0 ? [] : [`${label} (${inside.map(one).join(", ")})`];
    })
    .join("; ");
}
