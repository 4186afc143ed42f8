import {
  type Ctx,
  err,
  ok,
  type ProfileId,
  type Result,
  type ShopId,
  type Text,
} from "@zhongshu/kernel";
import {
  type DateOrder,
  dateOrder,
  digest,
  type Importer,
  type ImportRow,
  lacking,
  passOver,
  personIn,
  type ReadRow,
  type RowEvent,
  textOf,
  type Who,
} from "@zhongshu/ledger/contract";
import { ownProfile } from "../identity/names.ts";
import { partsOf } from "../who/store.ts";
import { withoutNumbers } from "../who/told.ts";
import { fields } from "./fields.ts";
import { type Standing, since, standingOf } from "./standing.ts";
import { type Traits, traitsIn } from "./traits.ts";

type Customer = { readonly who: Who; readonly traits: Traits };

const NOBODY: Text = {
  zh: "看不出是哪位客户：没有客户编号、完整手机号或昵称（打了星号的手机号要有姓名才认得）。",
  en: "Nobody is named: there is no id, no full phone and no nickname (a masked phone needs a name beside it).",
};

function readCustomer(row: ImportRow, dates: DateOrder): Result<Customer, Text> {
  const who = personIn(row);
  if (who.userId === null && who.anonymousId === null) return err(NOBODY);
  const traits = traitsIn(row, dates);
  return traits.ok ? ok({ who, traits: traits.value }) : traits;
}

/** The profile that these ids have by themselves. */
const profileOf = (ctx: Ctx, shop: ShopId, { userId, anonymousId }: Who): ProfileId =>
  userId === null
    ? ownProfile({ tenant: ctx.tenant, shop }, "anonymous", anonymousId ?? "")
    : ownProfile({ tenant: ctx.tenant, shop }, "user", userId);

type Telling = { readonly source: string; readonly now: number; readonly standing: Standing };

function eventOf(
  { who, traits }: Customer,
  profile: ProfileId,
  { source, now, standing }: Telling,
): RowEvent {
  const at = since(standing, profile, withoutNumbers(traits)) ?? now;
  const content = digest(JSON.stringify([who, traits, at]));
  return {
    ...who,
    messageId: `import:customer:${source}:${content}`,
    type: "identified",
    at,
    properties: { traits, listed: true },
  };
}

/** Customers out of a list: each is told of as `identified`, from when the list came. */
export const customerImporter: Importer = {
  kind: "customers",
  fields,
  lacks: (chosen) =>
    lacking(
      [
        {
          zh: "客户编号、手机号或昵称",
          en: "CustomerID, Phone or Nickname",
          oneOf: ["id", "phone", "nickname", "unionid", "openid"],
        },
      ],
      chosen,
    ),
  begin({ source }, sample) {
    const dates = dateOrder(
      sample.flatMap((row) => [textOf(row, "birthday"), textOf(row, "registered_at")]),
    );
    return passOver<Customer>({
      read: (row) => readCustomer(row, dates),
      async events(ctx, shop, rows: readonly ReadRow<Customer>[]) {
        const own = new Set(rows.map(({ told }) => profileOf(ctx, shop, told.who)));
        const persons = await partsOf(ctx.sql, [...own]);
        const said = rows.map(({ told }) => {
          const profile = profileOf(ctx, shop, told.who);
          return { told, profile: persons.get(profile) ?? profile };
        });
        const standing = await standingOf(ctx, [...new Set(said.map(({ profile }) => profile))]);
        const telling = { source, now: ctx.now, standing };
        return said.map(({ told, profile }) => [eventOf(told, profile, telling)]);
      },
    });
  },
};
