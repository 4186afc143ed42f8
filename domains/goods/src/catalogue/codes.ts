import type { Ctx, ShopId } from "@zhongshu/kernel";
import { described } from "./read.ts";

/** "白 茶 (2023)" and "白茶（2023）" are one name; "1.5斤" and "15斤" are two, and so are "3-6岁" and "36岁". */
export const plain = (title: string): string =>
  title
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s_·•,，。]|(?<!\d)[.-]|[.-](?!\d)/g, "");

export type Code = { readonly product: string; readonly sku: string };
type Told = Code & { readonly title: string; readonly name: string; readonly alone: boolean };

/** What a SKU goes by: its product's title where it is the only one, and the title with its own name. */
const namesOf = ({ title, name, alone }: Told): readonly string[] => [
  ...(alone ? [title] : []),
  ...(name === "" ? [] : [`${title} ${name}`]),
];

/** By each of these names the one SKU that the catalogue told under it; nothing of a name that several go by. */
export function codesAmong(told: readonly Told[], names: readonly string[]) {
  const by = new Map<string, Code | null>();
  for (const one of told) {
    const { product, sku } = one;
    for (const name of new Set(namesOf(one).map(plain)))
      if (name !== "") by.set(name, by.has(name) ? null : { product, sku });
  }
  return new Map(
    names.flatMap((name): readonly (readonly [string, Code])[] => {
      const found = by.get(plain(name));
      return found ? [[name, found]] : [];
    }),
  );
}

type Asked = { readonly shop: ShopId; readonly names: readonly string[] };

/** Whoever sells by name means what the shop's own catalogue has under that name. */
export async function codesOf(
  ctx: Ctx,
  { shop, names }: Asked,
): Promise<ReadonlyMap<string, Code>> {
  const told = await ctx.sql.rows<Told>(
    `select s.product, s.sku, s.name, d.title, count(*) over (partition by s.product) = 1 as alone
       from (select distinct on (product, sku) product, sku, name from goods.sku
              where shop = $1 and source = 'catalogue' order by product, sku, valid_from desc) s
       join (${described()}) d on d.product = s.product`,
    [shop, ctx.now],
  );
  return codesAmong(told, names);
}
