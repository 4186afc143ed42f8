import { err, ok, type Result } from "@zhongshu/kernel";
import { z } from "zod";
import { browsing } from "./browsing.ts";
import { community } from "./community.ts";
import { coupons } from "./coupons.ts";
import { goods } from "./goods.ts";
import { identity } from "./identity.ts";
import { loyalty } from "./loyalty.ts";
import { messages } from "./messages.ts";
import { orders } from "./orders.ts";
import { behaviour, type Properties, type Standard } from "./parts.ts";
import { type Reason, reason } from "./reason.ts";
import { service } from "./service.ts";
import { stock } from "./stock.ts";

/** Every standard event, at the one version that is written today. */
export const catalogue: ReadonlyMap<string, Standard> = new Map(
  Object.entries({
    ...browsing,
    ...orders,
    ...goods,
    ...stock,
    ...community,
    ...messages,
    ...service,
    ...coupons,
    ...loyalty,
    ...identity,
  }),
);

// A shop's own events: stored and shown, but nothing of ours reads them.
const CUSTOM = /^x_[a-z0-9_]{1,60}$/;
const custom = behaviour(z.looseObject({}));

export const standardOf = (type: string): Standard | undefined =>
  catalogue.get(type) ?? (CUSTOM.test(type) ? custom : undefined);

export type Conforming = {
  readonly type: string;
  readonly version: number;
  readonly properties: Properties;
};

/** Parses the properties of `type` as the catalogue says, or says which fields are in the way. */
export function conform(type: string, properties: unknown): Result<Conforming, Reason> {
  const found = standardOf(type);
  if (found === undefined) return err(unknownEvent(type));
  const parsed = found.schema.safeParse(properties);
  if (parsed.success) return ok({ type, version: found.version, properties: parsed.data });
  const issues = parsed.error.issues.slice(0, 8);
  const fields = issues.map((issue) => issue.path.map(String).join(".") || "properties");
  const details = issues.map((issue, i) => `${fields[i]}: ${issue.message}`).join("; ");
  return err(
    reason(
      "event.properties",
      `${type} 的这些字段不符合要求：${fields.join("、")}。`,
      `Properties of ${type} do not fit: ${details}.`,
    ),
  );
}

const unknownEvent = (type: string): Reason =>
  reason(
    "event.unknown",
    `不认识事件“${type.slice(0, 80)}”。请改用标准事件名；自有事件请以 x_ 开头（小写字母、数字、下划线）。`,
    `No standard event is named "${type.slice(0, 80)}". Use a standard name, or prefix your own with x_ (lower case letters, digits, underscores).`,
  );
