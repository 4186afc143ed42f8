import type { Language, Text } from "@zhongshu/kernel";
import type { Held } from "../contract.ts";
import { type Cell, type CopySheet, type HeldRow, rowsIn, timeOf, written } from "./cells.ts";

const HEADINGS: readonly Text[] = [
  { zh: "时间", en: "Time" },
  { zh: "关于", en: "About" },
  { zh: "渠道", en: "Channel" },
  { zh: "表态", en: "Said" },
  { zh: "怎么说的", en: "How" },
  { zh: "登记人", en: "Written down by" },
  { zh: "文字版本", en: "Wording" },
  { zh: "凭证编号", en: "Number" },
];
const ABOUT = {
  marketing: { zh: "营销消息", en: "Marketing messages" },
  notices: { zh: "通知服务", en: "Notices" },
  personalised: { zh: "按个人记录推荐", en: "Recommended by their own record" },
} as const satisfies Readonly<Record<string, Text>>;
/** Words that rows keep, as a person reads them. */
const READ: Readonly<Record<string, Text>> = {
  all: { zh: "所有渠道", en: "all channels" },
  app: { zh: "收件箱", en: "inbox" },
  sms: { zh: "短信", en: "text message" },
  "wecom-mass": { zh: "企业微信群发", en: "WeCom broadcasts" },
  "wecom-group": { zh: "企业微信群", en: "WeCom groups" },
  "wecom-service": { zh: "企业微信服务消息", en: "WeCom service messages" },
  customer: { zh: "客户本人", en: "the customer" },
};
const YES: Text = { zh: "同意", en: "agreed" };
const NO: Text = { zh: "不同意", en: "refused" };

type Word = {
  readonly about: Text;
  readonly yes: boolean;
  /** Is it the taking back that is told? */
  readonly back: boolean;
  readonly row: HeldRow;
};

function lineOf({ about, yes, back, row }: Word, language: Language): readonly Cell[] {
  const of = (column: string): Cell => written(row[back ? `withdrawn_${column}` : column]);
  const read = (cell: Cell): Cell => READ[String(cell)]?.[language] ?? cell;
  const when = of("at");
  return [
    ...[when === null ? null : timeOf(when), about[language], read(written(row["channel"]))],
    ...[(yes ? YES : NO)[language], of("proof") ?? written(row["how"])],
    ...[written(row["member"]) ?? read(back ? of("by") : of("said_by")), of("words"), of("id")],
  ];
}

/** What they agreed to and refused, each word and each taking back on a line of its own, newest first. */
export function consentSheet(held: Held, language: Language): CopySheet {
  const words = (table: string, yes: boolean): readonly Word[] =>
    rowsIn(held, "reach", table).flatMap((row) => {
      const about = ABOUT[row["purpose"] === "notices" ? "notices" : "marketing"];
      const said: Word = { about, yes, back: false, row };
      const stands = (row["withdrawn_at"] ?? null) === null;
      return stands ? [said] : [said, { about, yes: !yes, back: true, row }];
    });
  const chosen = rowsIn(held, "people", "choice").map(
    (row): Word => ({
      ...{ about: ABOUT.personalised, yes: row["personalised"] === true, back: false, row },
    }),
  );
  const lines = [...words("agreement", true), ...words("opt_out", false), ...chosen].map((word) =>
    lineOf(word, language),
  );
  return {
    name: language === "zh" ? "同意记录" : "Consents",
    rows: [
      HEADINGS.map((heading) => heading[language]),
      ...lines.toSorted((a, b) => (String(a[0]) < String(b[0]) ? 1 : -1)),
    ],
  };
}
