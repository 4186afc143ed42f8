import {
  type ImportRow,
  narrow,
  plainName,
  plainPhone,
  textOf,
  whoIs,
} from "@zhongshu/ledger/contract";

/** Who bought, what they are called, and by whom and where it was sold. */
export type Buyer = {
  readonly customer: string | null;
  /** Only known by a name, or by one and a masked phone. */
  readonly anonymous: string | null;
  readonly called: Readonly<Record<string, string>>;
  readonly where: Readonly<Record<string, string>>;
};

const LONGEST = 200;
const PHONE = /^1[3-9]\d{9}$/;

/** By whom, where and in which community an order was placed, and what the buyer wrote. */
export const WHERE = ["leader", "pickup", "community", "note"] as const;

export const said = (
  pairs: readonly (readonly [string, string])[],
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    pairs.flatMap(([key, value]) => (value === "" ? [] : [[key, value.slice(0, LONGEST)]])),
  );

/** "李女士" is many people; "张姐" or a whole name is one, where a shop's own list says no more. */
const MANY = /^.{1,2}(先生|女士|小姐|太太)$/;

/** Who has nothing but a name, as in lists that a shop keeps by hand; null where a number was told, if only a masked one. */
function byName(name: string, phone: string): string | null {
  const plain = name !== "" && !name.includes("*") && !MANY.test(name);
  return plain && phone === "" && name.length <= LONGEST / 2 ? `named:${name}` : null;
}

export function buyerIn(row: ImportRow): Buyer {
  const own = textOf(row, "customer");
  const number = plainPhone(own);
  const phone = plainPhone(textOf(row, "phone"));
  const [nickname, name] = [textOf(row, "nickname"), plainName(textOf(row, "name"))];
  const { userId, anonymousId } = whoIs({
    ...{ id: PHONE.test(number) ? number : own, phone, nickname, name },
    ...{ unionid: textOf(row, "unionid"), openid: textOf(row, "openid") },
  });
  const names = said([
    ["name", name],
    ["wechat_name", nickname],
  ]);
  return {
    customer: userId,
    anonymous: anonymousId ?? (userId === null ? byName(name, phone || own) : null),
    called:
      Object.keys(names).length === 0 && phone === userId
        ? {}
        : { ...names, ...said([["phone", phone]]) },
    where: said(WHERE.map((field) => [field, narrow(textOf(row, field))])),
  };
}
