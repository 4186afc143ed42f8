import type { Ctx, ShopId } from "@zhongshu/kernel";
import type { Line } from "./line.ts";
import { codeOf, type Goods, goodsOf, type Known, lineKey } from "./settle.ts";

type Code = Pick<Line, "sku" | "product">;
type Asked = { readonly shop: ShopId; readonly names: readonly string[] };
/** By a name ("蓝莓", "蓝莓 125g") the SKU that the shop's catalogue has under it; none of a name that several have. */
export type CodesOf = (ctx: Ctx, asked: Asked) => Promise<ReadonlyMap<string, Code>>;
export const NO_CODES: CodesOf = async () => new Map();

/** The file gave no code: the name stands for it. */
const byName = ({ sku, product, title }: Line): boolean =>
  title !== "" && product === title && (sku === product || sku.startsWith(`${product} `));

type Naming = { readonly shop: ShopId; readonly lines: readonly Line[]; readonly known: Known };

/** Refunds under the codes of the order they name, what else only names its goods under the catalogue's; what is stored already keeps its own. */
export async function coded(
  ctx: Ctx,
  codesOf: CodesOf,
  { shop, lines, known }: Naming,
): Promise<readonly Line[]> {
  const listed = await catalogued(ctx, codesOf, { shop, lines, known });
  const sold = soldIn(listed, known);
  return listed.map((line, i) => {
    const goods = line.refundOf === null ? undefined : sold.get(line.refundOf);
    if (line.document !== "refund" || goods === undefined) return line;
    const stored = known.lines.get(lineKey(line));
    const code =
      stored === undefined ? asSold(goods, lines[i] ?? line, line) : codeOf(line, stored);
    return { ...line, ...code };
  });
}

/** By the number of each order that a refund names, its goods: as they are stored, then as they are told here. */
function soldIn(lines: readonly Line[], known: Known): ReadonlyMap<string, readonly Goods[]> {
  const told = Map.groupBy(
    lines.filter(({ document }) => document === "order"),
    ({ number }) => number,
  );
  const named = new Set(lines.flatMap(({ refundOf }) => refundOf ?? []));
  return new Map(
    [...named].map((number) => [number, [...goodsOf(known, number), ...(told.get(number) ?? [])]]),
  );
}

/** What came back under the code of the order's line: of the one that goes by the same name, else of the same title. */
function asSold(goods: readonly Goods[], told: Line, listed: Line): Code {
  const same = goods.find(({ sku }) => sku === told.sku);
  if (same === undefined && goods.some(({ product }) => product === listed.product)) return listed;
  const { sku, product } =
    same ?? goods.find(({ title }) => title !== "" && title === listed.title) ?? listed;
  return { sku, product };
}

/** Lines that only name their goods, under the codes of the catalogue. */
async function catalogued(
  ctx: Ctx,
  codesOf: CodesOf,
  { shop, lines, known }: Naming,
): Promise<readonly Line[]> {
  const named = lines.filter(byName);
  if (named.length === 0) return lines;
  const stored = new Map(
    named.flatMap((line) => {
      const code = codeOf(line, known.lines.get(lineKey(line)));
      return code === null ? [] : [[line, code] as const];
    }),
  );
  const names = new Set(named.filter((line) => !stored.has(line)).map(({ sku }) => sku));
  const codes = names.size === 0 ? null : await codesOf(ctx, { shop, names: [...names] });
  return lines.map((line) =>
    byName(line) ? { ...line, ...(stored.get(line) ?? codes?.get(line.sku)) } : line,
  );
}
