import { readFile } from "node:fs/promises";
import { ImportKind } from "@zhongshu/ledger/contract";
import { z } from "zod";

const Value: z.ZodType<Told> = z.json();
export type Told = z.core.util.JSONType;

const ExpectedRecord = z.record(z.string(), Value);
export type ExpectedRecord = z.infer<typeof ExpectedRecord>;

/** What people call the kinds of lists. */
const KINDS: Readonly<Record<string, ImportKind>> = {
  ...{ order: "orders", 订单: "orders", order_lines: "orders", 订单明细: "orders", 接龙: "orders" },
  ...{
    customer: "customers",
    客户: "customers",
    会员: "customers",
    product: "goods",
    products: "goods",
  },
  ...{
    商品: "goods",
    库存: "stock",
    inventory: "stock",
    佣金: "commission",
    佣金规则: "commission",
  },
  ...{ commissions: "commission", commission_rules: "commission", community: "communities" },
  ...{
    社群: "communities",
    group: "communities",
    groups: "communities",
    member: "members",
    群成员: "members",
  },
};

const Kind = z.preprocess(
  (told) => (typeof told === "string" ? (KINDS[told.toLowerCase()] ?? told.toLowerCase()) : told),
  ImportKind,
);

const Written = z.object({
  kind: Kind.nullish(),
  /** Heading → what it is; null: not wanted. Of a zip all headings together. */
  mapping: z.record(z.string(), z.string().nullable()).nullish(),
  records: z
    .union([z.array(ExpectedRecord), z.record(z.string(), z.array(ExpectedRecord))])
    .default([]),
  refused: z.union([z.int(), z.array(Value)]).nullish(),
  currency: z.string().nullish(),
});

/** What an import must come to. */
export type Expected = {
  /** Null where there are several, in an archive. */
  readonly kind: ImportKind | null;
  readonly mapping: Readonly<Record<string, string | null>>;
  readonly records: ReadonlyMap<ImportKind, readonly ExpectedRecord[]>;
  readonly refused: number | null;
  readonly currency: string | null;
};

/** Reads what is written beside a file; see README.md for the words. */
export async function readExpected(path: string): Promise<Expected> {
  const told = Written.parse(JSON.parse((await readFile(path, "utf8")).replace(/^\uFEFF/, "")));
  const lists = Array.isArray(told.records)
    ? [[told.kind ?? "orders", told.records] as const]
    : Object.entries(told.records);
  const records = new Map(lists.map(([kind, list]) => [Kind.parse(kind), list]));
  const refused = Array.isArray(told.refused) ? told.refused.length : (told.refused ?? null);
  return {
    ...{ records, refused, mapping: told.mapping ?? {}, currency: told.currency ?? null },
    kind: told.kind ?? (records.size === 1 ? ([...records.keys()][0] ?? null) : null),
  };
}
