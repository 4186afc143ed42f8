import { err, ok, type Refusal, type Result, type Seal, type ShopId } from "@zhongshu/kernel";
import { clock, random, type System } from "@zhongshu/server";
import { ADMIN_NAME, admit } from "./admit.ts";

export type Place = { readonly seal: Seal; readonly shop: ShopId };
export type Named = {
  /** Null: the only one there is. */
  readonly org: string | null;
  readonly shop: string | null;
  /** Make what is missing; else the refusal names what exists. */
  readonly create: boolean;
  /** Found an organisation that is not there, with its shop; in one that is there nothing is made. */
  readonly found?: boolean;
  /** Who is to be able to sign in as its administrator. */
  readonly adminPhone?: string | null;
};

type Listed = Awaited<ReturnType<System["directory"]>>[number];

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
      zh: `现有：${there}；要新建，请在 import 时加 --create。`,
      en: `There are: ${there}; to make a new one, import with --create.`,
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
  { org, create, found = false, adminPhone = null }: Named,
  all: readonly Listed[],
): Promise<Result<Seal, Refusal>> {
  const known = named(all, org);
  if (known !== undefined) {
    const seal = system.keeper(known.tenant);
    const admitted = adminPhone === null ? ok(seal) : await admit(system, seal, adminPhone);
    return admitted.ok ? ok(seal) : admitted;
  }
  if (!(create || found) || org === null)
    return err(
      missing(
        "org",
        org,
        all.map(({ name }) => name),
      ),
    );
  const actor = { kind: "system", id: "cli", name: "命令行" } as const;
  const by = { actor, now: clock(), random };
  const admin = adminPhone === null ? null : { phone: adminPhone, name: ADMIN_NAME };
  const founded = await (admin === null
    ? system.foundForHouse(by, org)
    : system.tenancy.createOrganisation(by, { name: org, admin }));
  if (founded.ok) process.stderr.write(`新建机构 founded: ${org}\n`);
  return founded.ok ? ok(founded.value.seal) : founded;
}

/** Which organisation and shop a command is about. */
export async function placeOf(system: System, asked: Named): Promise<Result<Place, Refusal>> {
  const all = await system.directory();
  const sealed = await sealFor(system, asked, all);
  if (!sealed.ok) return sealed;
  const seal = sealed.value;
  const there = all.find(({ tenant }) => tenant === seal.tenant);
  const shops = there?.shops ?? [];
  const known = named(shops, asked.shop);
  if (known !== undefined) return ok({ seal, shop: known.id });
  if (!asked.create && there !== undefined)
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

/** The organisation alone. */
export async function orgOf(system: System, org: string | null): Promise<Result<Seal, Refusal>> {
  return sealFor(system, { org, shop: null, create: false }, await system.directory());
}
