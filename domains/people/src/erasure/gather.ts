import type { Ctx, ProfileId, ShopId, Sql } from "@zhongshu/kernel";
import { ownProfile } from "../identity/names.ts";
import type { PeoplePorts } from "../ports.ts";
import { CHANNELS, EMAIL, type Id } from "./stone.ts";
import type { Called } from "./words.ts";

type Whose = { readonly shop: ShopId; readonly profile: ProfileId };

/** All by which a person is known here. */
export type Known = {
  readonly ids: readonly ProfileId[];
  /** What keeps them out from now on. */
  readonly stones: readonly Id[];
  readonly called: Called;
};

const NAMES = ["name", "nickname", "mask"];
/** Traits that name a person, under whatever key shops tell them. */
const NAMING =
  /name|nick|mail|address|wechat|weixin|qq|phone|mobile|tel|姓名|昵称|名字|称呼|收货人|收件人|邮箱|地址|微信|电话|手机/i;

/** The person, the ids that are part of them, and the browsers that are nobody else's. */
async function idsOf(sql: Sql, person: ProfileId): Promise<readonly ProfileId[]> {
  const rows = await sql.rows<{ readonly id: ProfileId }>(
    `with part as (select $1::uuid as id union select base from people.same where person = $1)
     select id from part
     union select l.own from people.link l
       where l.absorbed_by in (select id from part) and l.profile in (select id from part)`,
    [person],
  );
  return rows.map(({ id }) => id);
}

type Sign = { readonly kind: string; readonly value: string; readonly shown: string };
const signsOf = (sql: Sql, ids: readonly ProfileId[]): Promise<readonly Sign[]> =>
  sql.rows<Sign>(
    "select distinct kind, value, shown from people.sign where base = any($1::uuid[])",
    [ids],
  );

type Trait = { readonly key: string; readonly value: string };
const traitsOf = (sql: Sql, ids: readonly ProfileId[]): Promise<readonly Trait[]> =>
  sql.rows<Trait>(
    `select key, value #>> '{}' as value from people.trait
     where profile = any($1::uuid[]) and jsonb_typeof(value) in ('string', 'number')`,
    [ids],
  );

/** Each id as it is told. */
const stonesOf = (userIds: readonly string[], anonymous: readonly string[]) => [
  ...userIds.map((value): Id => ({ kind: "user", value })),
  ...anonymous.map((value): Id => ({ kind: "anonymous", value })),
];

/** Everything that names this person, as it is known in this transaction. */
export async function gatherKnown(
  ctx: Ctx,
  { eventsOf }: Pick<PeoplePorts, "eventsOf">,
  { shop, profile }: Whose,
): Promise<Known> {
  const { sql, tenant } = ctx;
  const ids = new Set(await idsOf(sql, profile));
  const events = await eventsOf(sql, [profile]);
  const own = (kind: "user" | "anonymous", value: string): ProfileId =>
    ownProfile({ tenant, shop }, kind, value);
  const userIds = new Set(events.flatMap(({ userId }) => userId ?? []));
  const browsers = new Set(events.flatMap(({ anonymousId }) => anonymousId ?? []));
  for (const userId of userIds) ids.add(own("user", userId));
  const anonymous = [...browsers].filter((id) => ids.has(own("anonymous", id)));
  const all = [...ids];
  const [signs, traits] = [await signsOf(sql, all), await traitsOf(sql, all)];
  const channels = [
    ...signs.flatMap(({ kind, value }) => (CHANNELS.has(kind) ? value : [])),
    ...traits.flatMap(({ key, value }) => (EMAIL.test(key) ? value.trim() : [])),
  ].map((value): Id => ({ kind: "told", value }));
  const phones = signs.flatMap(({ kind, value }) => (kind === "phone" ? value : []));
  const words = [
    ...signs.flatMap(({ kind, shown }) => (NAMES.includes(kind) ? shown : [])),
    ...traits.flatMap(({ key, value }) => (NAMING.test(key) ? value.trim() : [])),
  ];
  const told = [...userIds, ...anonymous];
  return {
    ids: all,
    stones: [
      ...stonesOf([...userIds], anonymous),
      ...channels,
      ...phones.map((value): Id => ({ kind: "phone", value })),
    ],
    called: {
      ids: [...new Set([...told, ...channels.map(({ value }) => value)])],
      words: [...new Set(words)],
      phones: new Set(phones),
    },
  };
}
