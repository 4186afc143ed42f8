import { type ShopId, type Sql, shopId, type TenantId, tenantId } from "@zhongshu/kernel";

export type Listed = {
  readonly tenant: TenantId;
  readonly name: string;
  readonly shops: readonly { readonly id: ShopId; readonly name: string }[];
};

type Row = {
  readonly tenant: string;
  readonly name: string;
  readonly shops: readonly { readonly id: string; readonly name: string }[];
};

/** Every organisation with its shops, by name. Only a transaction with `app.caretaker` sees any. */
export async function directory(sql: Sql): Promise<readonly Listed[]> {
  const rows = await sql.rows<Row>(
    `select o.tenant, o.name,
            coalesce(json_agg(json_build_object('id', s.id, 'name', s.name) order by s.name, s.id)
                     filter (where s.id is not null), '[]') as shops
       from tenancy.organisation o left join tenancy.shop s on s.tenant = o.tenant
      where o.leaving_at is null
      group by o.tenant, o.name order by o.name, o.tenant`,
  );
  return rows.map(({ tenant, name, shops }) => ({
    tenant: tenantId(tenant),
    name,
    shops: shops.map((shop) => ({ id: shopId(shop.id), name: shop.name })),
  }));
}
