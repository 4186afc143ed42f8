import { type Ctx, err, iso, newId, ok, type Refusal, type Result } from "@zhongshu/kernel";
import { audit } from "../audit/audit.ts";
import type { Member, Role } from "../contract.ts";
import { lockOrganisation } from "../organisations/store.ts";
import type { Deps } from "../ports.ts";
import { alreadyMember, badPhone, notAllowed } from "../refusals.ts";
import { assigned, recast, removable, type Standing } from "./decision.ts";

type Row = Omit<Member, "createdAt" | "shops"> & {
  readonly created_at: number;
  readonly shops: readonly string[];
};

/** Everybody of the organisation, by name. */
export async function listMembers(ctx: Ctx): Promise<Result<readonly Member[], Refusal>> {
  if (!ctx.can("members.manage")) return err(notAllowed);
  const rows = await ctx.sql.rows<Row>(
    `select m.id, m.phone, m.name, m.role, m.created_at,
       array(select ms.shop::text from tenancy.member_shop ms
         where ms.tenant = m.tenant and ms.member = m.id order by ms.shop) as shops
     from tenancy.member m where m.tenant = $1 order by m.name, m.id`,
    [ctx.tenant],
  );
  return ok(
    rows.map(({ created_at, shops, ...row }) => ({
      ...row,
      shops: [...shops],
      createdAt: created_at,
    })),
  );
}

export type NewMember = {
  readonly phone: string;
  readonly name: string;
  readonly role: Role;
  readonly shops: readonly string[];
};

const shopsOf = async (ctx: Ctx): Promise<readonly string[]> =>
  (
    await ctx.sql.rows<{ readonly id: string }>("select id from tenancy.shop where tenant = $1", [
      ctx.tenant,
    ])
  ).map(({ id }) => id);

const standings = (ctx: Ctx) =>
  ctx.sql.rows<Standing & { readonly name: string }>(
    "select id, role, name from tenancy.member where tenant = $1",
    [ctx.tenant],
  );

const assign = (ctx: Ctx, member: string, shops: readonly string[]): Promise<unknown> =>
  ctx.sql.run("insert into tenancy.member_shop (member, shop) select $1, unnest($2::uuid[])", [
    member,
    shops,
  ]);

async function insert(ctx: Ctx, user: string, member: NewMember): Promise<Member | null> {
  const { phone, name, role, shops } = member;
  const id = newId(ctx);
  const added = await ctx.sql.run(
    `insert into tenancy.member (id, user_id, phone, name, role, created_at)
     values ($1, $2, $3, $4, $5, $6::timestamptz) on conflict (tenant, user_id) do nothing`,
    [id, user, phone, name, role, iso(ctx.now)],
  );
  if (added === 0) return null;
  await assign(ctx, id, shops);
  return { id, phone, name, role, shops: [...shops], createdAt: ctx.now };
}

type Users = Pick<Deps, "normalisePhone" | "ensureUser">;

export async function addMember(
  ctx: Ctx,
  asked: NewMember,
  users: Users,
): Promise<Result<Member, Refusal>> {
  if (!ctx.can("members.manage")) return err(notAllowed);
  const phone = users.normalisePhone(asked.phone);
  if (phone === null) return err(badPhone);
  await lockOrganisation(ctx);
  const shops = assigned(asked.role, asked.shops, await shopsOf(ctx));
  if (!shops.ok) return shops;
  const user = await users.ensureUser(phone);
  const member = await insert(ctx, user, { ...asked, phone, shops: shops.value });
  if (member === null) return err(alreadyMember);
  const { id, name, role } = member;
  await audit(ctx, "member.added", id, { name, role, shops: member.shops, phone: masked(phone) });
  return ok(member);
}

export type MemberChange = Omit<NewMember, "phone"> & { readonly member: string };

/** Another name, role or shops; the phone number, by which somebody comes in, stays. */
export async function changeMember(
  ctx: Ctx,
  { member: id, name, role, shops: asked }: MemberChange,
): Promise<Result<{ changed: string }, Refusal>> {
  if (!ctx.can("members.manage")) return err(notAllowed);
  await lockOrganisation(ctx);
  const before = recast(await standings(ctx), id, role);
  if (!before.ok) return before;
  const shops = assigned(role, asked, await shopsOf(ctx));
  if (!shops.ok) return shops;
  await ctx.sql.run(
    "update tenancy.member set name = $3, role = $4 where tenant = $1 and id = $2",
    [ctx.tenant, id, name, role],
  );
  await ctx.sql.run("delete from tenancy.member_shop where tenant = $1 and member = $2", [
    ctx.tenant,
    id,
  ]);
  await assign(ctx, id, shops.value);
  const after = { role, shops: shops.value };
  await audit(ctx, "member.changed", id, { name, before: { role: before.value.role }, after });
  return ok({ changed: id });
}

export async function removeMember(
  ctx: Ctx,
  id: string,
): Promise<Result<{ removed: string }, Refusal>> {
  if (!ctx.can("members.manage")) return err(notAllowed);
  await lockOrganisation(ctx);
  const gone = removable(await standings(ctx), id);
  if (!gone.ok) return gone;
  await ctx.sql.run("delete from tenancy.member where tenant = $1 and id = $2", [ctx.tenant, id]);
  await audit(ctx, "member.removed", id, { role: gone.value.role });
  return ok({ removed: id });
}

// The trail is never erased, so it keeps no more of a number than a colleague recognises.
const masked = (phone: string): string => `${phone.slice(0, -8)}****${phone.slice(-4)}`;
