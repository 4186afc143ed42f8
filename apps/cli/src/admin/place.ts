import { err, ok, type Refusal, type Result, type Seal, type ShopId } from "@zhongshu/kernel";
import { clock, random, type System } from "@zhongshu/server";

export type Place = { readonly seal: Seal; readonly shop: ShopId };
export type Named = {
  /** Null: the only one there is. */
  readonly org: string | null;
  readonly shop: string | null;
  /** Make what is missing; else the refusal names what exists. */
  readonly create: boolean;
};

type Listed = Awaited<ReturnType<System["directory"]>>[number];

// Whoever can run commands on this machine administers it; nobody can receive a code for this phone.
const ADMIN = { phone: "19900000000", name: "本机管理员" } as const;

const missing = (what: "org" | "shop", asked: string | null, known: readonly string[]): Refusal => {
  const there = known.length > 0 ? known.map((name) => `“${name}”`).join(", ") : "—";
  const [zh, en] = what === "org" ? ["机构", "organisation"] : ["店铺", "shop"];
  return {
    code: `place.no-${what}`,
    status: 404,
    message: {
      zh: asked === null ? `请用 --${what} 指明${zh}。` : `没有名叫“${asked}”的${zh}。`,
      en: asked === null ? `Say which ${en} with --${what}.` : `There is no ${en} “${asked}”.`,
    },
    next: {
      zh: `现有：${there}；要新建请加 --create。`,
      en: `There are: ${there}; add --create to make a new one.`,
    },
  };
};

function named<T extends { readonly name: string }>(
  all: readonly T[],
  name: string | null,
): T | undefined {
  return name === null ? (all.length === 1 ? all[0] : undefined) : all.find((x) => x.name === name);
}

async function sealFor(
  system: System,
  { org, create }: Named,
  all: readonly Listed[],
): Promise<Result<Seal, Refusal>> {
  const known = named(all, org);
  if (known !== undefined) return ok(system.keeper(known.tenant));
  if (!create || org === null)
    return err(
      missing(
        "org",
        org,
        all.map(({ name }) => name),
      ),
    );
  const actor = { kind: "system", id: "cli", name: "命令行" } as const;
  const founded = await system.tenancy.createOrganisation(
    { actor, now: clock(), random },
    { name: org, admin: ADMIN },
  );
  return founded.ok ? ok(founded.value.seal) : founded;
}

/** Which organisation and shop a command is about. */
export async function placeOf(system: System, asked: Named): Promise<Result<Place, Refusal>> {
  const all = await system.directory();
  const sealed = await sealFor(system, asked, all);
  if (!sealed.ok) return sealed;
  const seal = sealed.value;
  const shops = all.find(({ tenant }) => tenant === seal.tenant)?.shops ?? [];
  const known = named(shops, asked.shop);
  if (known !== undefined) return ok({ seal, shop: known.id });
  if (!asked.create)
    return err(
      missing(
        "shop",
        asked.shop,
        shops.map(({ name }) => name),
      ),
    );
  const name = asked.shop ?? asked.org ?? "总店";
  const made = await system.asTenant(seal, (ctx) => system.tenancy.createShop(ctx, name));
  return made.ok ? ok({ seal, shop: made.value.id }) : made;
}
