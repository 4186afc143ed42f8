import { err, ok, type Result, type Text } from "@zhongshu/kernel";
import {
  type CommunityDescribed,
  digest,
  type Importer,
  type ImportField,
  type ImportRow,
  importField,
  lacking,
  narrow,
  passOver,
  readQuantity,
  textOf,
} from "@zhongshu/ledger/contract";
import { describedSince } from "./standing.ts";

export const COMMUNITY: readonly ImportField[] = [
  importField(
    "community",
    "群名称",
    [
      ...[
        "Community",
        "群名称",
        "社群名称",
        "群名",
        "社群",
        "群聊名称",
        "所在群",
        "所属社群",
        "团名称",
        "群组",
        "Group",
        "GroupName",
      ],
    ],
    { whole: ["群", "群聊"] },
  ),
  importField("code", "群编号", [
    "CommunityID",
    "群ID",
    "群编号",
    "社群ID",
    "社群编号",
    "ChatID",
    "GroupID",
  ]),
];

const fields: readonly ImportField[] = [
  ...COMMUNITY,
  importField(
    "size",
    "群人数",
    ["Size", "群人数", "人数", "成员数", "群成员数", "客户数", "Members"],
    {
      telling: true,
      fits: (value) => readQuantity(value) !== null,
    },
  ),
  importField("channel", "渠道", ["Channel", "渠道", "群类型", "平台", "社群类型"], {
    telling: true,
  }),
  importField("owner", "群主", ["Owner", "群主", "团长", "群主姓名", "负责人"], { telling: true }),
  importField("pickup", "自提点", ["Pickup", "自提点", "自提点名称", "提货点", "小区"], {
    telling: true,
  }),
];

const text = (zh: string, en: string): Text => ({ zh, en });

export const nameIn = (row: ImportRow): string => narrow(textOf(row, "community")).slice(0, 200);
export const codeIn = (row: ImportRow): string =>
  narrow(textOf(row, "code")).slice(0, 200) || nameIn(row);

function channelOf(told: string): "wecom" | "wechat" | "app" | null {
  if (/企业微信|企微|wecom/i.test(told)) return "wecom";
  if (/微信|wechat/i.test(told)) return "wechat";
  return /app/i.test(told) ? "app" : null;
}

function readCommunity(row: ImportRow): Result<CommunityDescribed, Text> {
  const [community, name] = [codeIn(row), nameIn(row) || codeIn(row)];
  if (community === "") return err(text("没有群名称。", "The community has no name."));
  const [many, channel] = [textOf(row, "size"), channelOf(textOf(row, "channel"))];
  const size = many === "" ? null : readQuantity(many.replace(/人$/, ""));
  if (many !== "" && (size === null || size < 0))
    return err(text(`群人数“${many}”不是整数。`, `The size "${many}" is not a whole number.`));
  const [owner, pickup] = [textOf(row, "owner"), textOf(row, "pickup")];
  return ok({
    ...{ community, name },
    ...(channel === null ? {} : { channel }),
    ...(size === null ? {} : { size }),
    ...(owner === "" ? {} : { owner }),
    ...(pickup === "" ? {} : { pickup }),
  });
}

/** The communities themselves; who is in them is another list. */
export const communityImporter: Importer = {
  kind: "communities",
  fields,
  lacks: (chosen) =>
    lacking([{ zh: "群名称", en: "Community", oneOf: ["community", "code"] }], chosen),
  begin: ({ source }) =>
    passOver<CommunityDescribed>({
      read: readCommunity,
      async events(ctx, shop, rows) {
        const since = await describedSince(ctx, shop);
        return rows.map(({ told }) => {
          const at = since(told) ?? ctx.now;
          return [
            {
              ...{ anonymousId: null, userId: null, type: "community_described", at },
              messageId: `import:community:${source}:${digest(JSON.stringify([told, at]))}`,
              properties: told,
            },
          ];
        });
      },
    }),
};
