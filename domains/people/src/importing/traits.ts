import { businessDay, err, ok, type Result, type Text } from "@zhongshu/kernel";
import {
  type DateOrder,
  type ImportRow,
  narrow,
  plainName,
  plainPhone,
  readMoment,
  readQuantity,
  textOf,
} from "@zhongshu/ledger/contract";

export type Traits = Readonly<Record<string, string | number>>;

const LONGEST = 500;
const NONE = /^[-—/无]$|^(null|n\/a|未填写|未知|暂无)$/i;

const GENDERS: Readonly<Record<string, string>> = {
  ...{ 男: "男", 女: "女", 先生: "男", 女士: "女", male: "男", female: "女", m: "男", f: "女" },
};

/** The fields of a row that are kept as they are written, and under which name. */
const PLAIN = {
  nickname: "wechat_name",
  unionid: "unionid",
  openid: "openid",
  external_userid: "external_userid",
  level: "level",
  city: "city",
  province: "province",
  email: "email",
  tags: "tags",
  note: "note",
} as const;

const said = (row: ImportRow, field: string): string => {
  const told = textOf(row, field);
  return NONE.test(told) ? "" : told.slice(0, LONGEST);
};

/** A day where it is one; a birthday without a year stays as it is written. */
function dayOf(told: string, dates: DateOrder): string {
  const at = readMoment(told, dates);
  return at === null ? narrow(told) : businessDay(at);
}

/** What a row tells of its person; what is written as nothing is not told. */
export function traitsIn(row: ImportRow, dates: DateOrder): Result<Traits, Text> {
  const traits: Record<string, string | number> = {};
  const keep = (key: string, value: string): void => {
    if (value !== "") traits[key] = value;
  };
  keep("name", plainName(said(row, "name")));
  keep("phone", plainPhone(said(row, "phone")));
  for (const [field, key] of Object.entries(PLAIN)) keep(key, said(row, field));
  const gender = said(row, "gender");
  keep("gender", GENDERS[gender.toLowerCase()] ?? gender);
  for (const field of ["birthday", "registered_at"]) {
    const told = said(row, field);
    keep(field, told === "" ? "" : dayOf(told, dates));
  }
  const points = said(row, "points");
  if (points === "") return ok(traits);
  const count = readQuantity(points) ?? Number(narrow(points).replaceAll(",", ""));
  if (!Number.isFinite(count))
    return err({
      zh: `积分“${points}”不是数字。`,
      en: `The points "${points}" are no number.`,
    });
  return ok({ ...traits, points: count });
}
