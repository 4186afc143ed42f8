import { type Ctx, iso, isUuid, newId, type ShopId } from "@zhongshu/kernel";
import type { AuditEntry } from "../contract.ts";

/** What was done, for whoever asks later. `shop` names the shop it concerns; without it, the organisation. */
export type Detail = Readonly<Record<string, unknown>> & { readonly shop?: ShopId };

const shopOf = ({ shop }: Detail): string | null =>
  typeof shop === "string" && isUuid(shop) ? shop : null;

/** Writes down a change, in the transaction that makes it: neither stands without the other. */
export async function audit(
  ctx: Ctx,
  action: string,
  subject: string,
  detail: Detail,
): Promise<void> {
  await ctx.sql.run(
    `insert into tenancy.audit (id, shop, at, actor_kind, actor_id, actor_name, action, subject, detail)
     values ($1, $2, $3::timestamptz, $4, $5, $6, $7, $8, $9::jsonb)`,
    [
      newId(ctx),
      shopOf(detail),
      iso(ctx.now),
      ctx.actor.kind,
      ctx.actor.id,
      ctx.actor.name,
      action,
      subject,
      JSON.stringify(detail),
    ],
  );
}

type Row = Pick<AuditEntry, "id" | "at" | "action" | "subject" | "detail"> & {
  readonly actor_kind: string;
  readonly actor_id: string;
  readonly actor_name: string;
};

const entry = ({ actor_kind, actor_id, actor_name, ...row }: Row): AuditEntry => ({
  ...row,
  actor: { kind: actor_kind, id: actor_id, name: actor_name },
});

export type Page = {
  readonly shop: ShopId;
  readonly before: string | null;
  readonly limit: number;
};

/** Newest first. What concerns the whole organisation shows only to those who may read it as a whole. */
export async function auditTrail(ctx: Ctx, { shop, before, limit }: Page) {
  const rows = await ctx.sql.rows<Row>(
    `select id, at, actor_kind, actor_id, actor_name, action, subject, detail from tenancy.audit
     where (shop = $1 or (shop is null and $2))
       and ($3::uuid is null or seq < (select seq from tenancy.audit where tenant = $5 and id = $3::uuid))
     order by seq desc limit $4`,
    [shop, ctx.can("audit.read"), before, limit, ctx.tenant],
  );
  return rows.map(entry);
}
