import type { Ctx, ShopId } from "@zhongshu/kernel";
import type { Line } from "./line.ts";
import { codeOf, type Known, lineKey } from "./settle.ts";

type Code = Pick<Line, "sku" | "product">;
type Asked = { readonly shop: ShopId; readonly names: readonly string[] };
/** By a name ("蓝莓", "蓝莓 125g") the SKU that the shop's catalogue has under it; none of a name that several have. */
export type CodesOf = (ctx: Ctx, asked: Asked) => Promise<ReadonlyMap<string, Code>>;
export const NO_CODES: CodesOf = async () => new Map();

/** The file gave no code: the name stands for it. */
const byName = ({ sku, product, title }: Line): boolean =>
  title !== "" && product === title && (sku === product || sku.startsWith(`${product} `));

type Naming = { readonly shop: ShopId; readonly lines: readonly Line[]; readonly known: Known };

/** Lines that only name their goods, under the codes of the catalogue; what is stored already keeps what it was stored under. */
export async function coded(
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
