import { err, type Instant, ok, type Result, type Text } from "@zhongshu/kernel";
import {
  type DateOrder,
  dateOrder,
  digest,
  type Importer,
  type ImportField,
  type ImportRow,
  importField,
  lacking,
  PERSON,
  passOver,
  personIn,
  plainName,
  plainPhone,
  type RowEvent,
  readMoment,
  textOf,
  type Who,
} from "@zhongshu/ledger/contract";
import { COMMUNITY, codeIn } from "./communities.ts";
import { codeOfName } from "./standing.ts";

const fields: readonly ImportField[] = [
  ...COMMUNITY.map((field) => ({ ...field, telling: true })),
  ...PERSON,
  importField(
    "joined",
    "入群时间",
    ["JoinedAt", "入群时间", "加入时间", "进群时间", "入群日期", "加群时间", "JoinTime"],
    {
      telling: true,
    },
  ),
  importField("way", "入群方式", ["JoinedBy", "入群方式", "加入方式", "来源", "进群方式"]),
  importField("status", "状态", ["Status", "状态", "在群状态", "成员状态", "是否在群"]),
  importField("left", "退群时间", ["LeftAt", "退群时间", "退出时间", "离群时间"], {
    telling: true,
  }),
];

type Member = {
  readonly community: string;
  readonly who: Who;
  readonly joined: Instant | null;
  /** When they left; "now" when only that they did is known; null while they belong. */
  readonly left: Instant | "now" | null;
  readonly traits: Readonly<Record<string, string>>;
};

const text = (zh: string, en: string): Text => ({ zh, en });
const GONE = /已退|退群|离开|移出|不在|left|removed|^否$/i;

function moment(row: ImportRow, field: string, dates: DateOrder): Result<Instant | null, Text> {
  const told = textOf(row, field);
  if (/^[-—/无]?$/.test(told)) return ok(null);
  const at = readMoment(told, dates);
  return at === null
    ? err(text(`时间“${told}”看不懂。`, `The time "${told}" cannot be read.`))
    : ok(at);
}

const traitsOf = (row: ImportRow): Member["traits"] =>
  Object.fromEntries(
    [
      ["name", plainName(textOf(row, "name"))],
      ["wechat_name", textOf(row, "nickname")],
      ["phone", plainPhone(textOf(row, "phone"))],
      ["unionid", textOf(row, "unionid")],
      ["openid", textOf(row, "openid")],
    ].filter(([, value]) => value !== ""),
  );

function readMember(row: ImportRow, dates: DateOrder): Result<Member, Text> {
  const community = codeIn(row);
  if (community === "") return err(text("没有群名称。", "The community is not named."));
  const told = personIn(row);
  // In a list of a group's members the name stands for who it is, as the nickname does.
  const name = plainName(textOf(row, "name"));
  const userId =
    told.userId ?? (told.anonymousId !== null || name.includes("*") ? null : name || null);
  if (userId === null && told.anonymousId === null)
    return err(
      text("没有客户编号、手机号、昵称或姓名。", "No id, phone, nickname or name is given."),
    );
  const joined = moment(row, "joined", dates);
  if (!joined.ok) return joined;
  const left = moment(row, "left", dates);
  if (!left.ok) return left;
  const gone = left.value ?? (GONE.test(textOf(row, "status")) ? "now" : null);
  const who = { userId, anonymousId: told.anonymousId };
  return ok({ community, who, joined: joined.value, left: gone, traits: traitsOf(row) });
}

const LISTED = "imported-list";

/** Belonging since a time that is told, or seen on the list; leaving; and what they are called. */
function eventsOf({ community, who, joined, left, traits }: Member, source: string, now: Instant) {
  const named = (kind: string, content: readonly unknown[]): string =>
    `import:${kind}:${source}:${digest(JSON.stringify([who, ...content]))}`;
  const belonging: RowEvent =
    joined === null
      ? {
          ...{ ...who, type: "grouped", at: now },
          messageId: named("member", [community]),
          properties: { group: community, traits: { source: LISTED } },
        }
      : {
          ...{ ...who, type: "community_joined", at: joined },
          messageId: named("joined", [community, joined]),
          properties: { community, source: LISTED },
        };
  const events: RowEvent[] = [];
  if (left === null || joined !== null) events.push(belonging);
  if (left !== null)
    events.push({
      ...{ ...who, type: "community_left", at: left === "now" ? now : left },
      messageId: named("left", [community, left]),
      properties: { community, source: LISTED },
    });
  if (Object.keys(traits).length > 0)
    events.push({
      ...{ ...who, type: "identified", at: joined ?? now },
      messageId: named("named", [traits]),
      properties: { traits, listed: true },
    });
  return events;
}

/** Who is in which community. */
export const memberImporter: Importer = {
  kind: "members",
  fields,
  lacks: (chosen) =>
    lacking(
      [
        { zh: "群名称", en: "Community", oneOf: ["community", "code"] },
        {
          zh: "成员（客户编号、手机号、昵称或姓名）",
          en: "CustomerID, Phone, Nickname or Name",
          oneOf: ["id", "phone", "nickname", "name", "unionid", "openid"],
        },
      ],
      chosen,
    ),
  begin({ source }, sample) {
    const dates = dateOrder(sample.map((row) => textOf(row, "joined")));
    return passOver<Member>({
      carried: ["community", "code"],
      read: (row) => readMember(row, dates),
      events: async (ctx, shop, rows) => {
        const codeOf = await codeOfName(ctx, shop);
        return rows.map(({ told }) =>
          eventsOf({ ...told, community: codeOf(told.community) }, source, ctx.now),
        );
      },
    });
  },
  joined: (_, below) => codeIn(below) === "",
};
