import { type Language, minorDigits, type Text } from "@zhongshu/kernel";
import type { Held } from "../contract.ts";
import { type Cell, type CopySheet, type HeldRow, rowsIn, timeOf, written } from "./cells.ts";
import { ACTS, type Column, type Form, PROFILE, type TableSheet, TRADE } from "./columns.ts";
import { consentSheet } from "./consents.ts";

const FORMS: Readonly<Record<Form, (value: Cell, row: HeldRow) => Cell>> = {
  plain: (value) => value,
  time: (value) => (value === null ? null : timeOf(value)),
  money: (value, { currency }) =>
    typeof value === "number" && typeof currency === "string"
      ? value / 10 ** minorDigits(currency)
      : value,
};
const cellOf = (row: HeldRow, [key, , form]: Column): Cell => FORMS[form](written(row[key]), row);

function tableSheet(held: Held, sheet: TableSheet, language: Language): CopySheet {
  const { name, room, table, columns } = sheet;
  const rows = rowsIn(held, room, table).map((row) => columns.map((column) => cellOf(row, column)));
  return {
    name: name[language],
    rows: [
      columns.map(([, heading]) => heading[language]),
      ...rows.toSorted((a, b) => (String(a[0]) < String(b[0]) ? 1 : -1)),
    ],
  };
}

/** Who they are: the profile, what was told of them, by what they are recognised, where they belong. */
function basicSheet(held: Held, language: Language): CopySheet {
  const say = ({ zh, en }: Text): string => (language === "zh" ? zh : en);
  const profile = rowsIn(held, "people", "profile").flatMap((row) =>
    PROFILE.map((column): Cell[] => [say(column[1]), cellOf(row, column)]),
  );
  const told = rowsIn(held, "people", "trait").map((row): Cell[] => [
    written(row["key"] ?? null),
    written(row["value"]),
  ]);
  const signs = rowsIn(held, "people", "sign").map((row): Cell[] => [
    `${say({ zh: "识别信息", en: "Recognised by" })} ${written(row["kind"])}`,
    written(row["shown"]),
  ]);
  const communities = held.communities.map((name): Cell[] => [
    say({ zh: "社群", en: "Community" }),
    name,
  ]);
  return {
    name: say({ zh: "基本信息", en: "Basics" }),
    rows: [
      [say({ zh: "项目", en: "What" }), say({ zh: "内容", en: "Value" })],
      [say({ zh: "导出时间", en: "Given" }), timeOf(held.at)],
      [say({ zh: "记录编号", en: "Record" }), held.id],
      ...[...profile, ...told, ...signs, ...communities],
    ],
  };
}

function tagSheet({ tags }: Held, language: Language): CopySheet {
  const zh = language === "zh";
  return {
    name: zh ? "标签" : "Tags",
    rows: [
      zh ? ["标签", "内容", "从什么时候起"] : ["Tag", "Value", "Since"],
      ...tags.map(({ name, value, since }) => [
        ...[name[language], value?.[language] ?? null],
        since === null ? null : timeOf(since),
      ]),
    ],
  };
}

/** Everything as it stands, one line a value, so that nothing is left out. */
function wholeSheet({ rooms }: Held, language: Language): CopySheet {
  const zh = language === "zh";
  const lines = Object.entries(rooms).flatMap(([room, tables]) =>
    Object.entries(tables).flatMap(([table, rows]) =>
      rows.flatMap((row, n) =>
        Object.entries(row).map(([column, value]): Cell[] => [
          ...[room, table, n + 1, column, written(value)],
        ]),
      ),
    ),
  );
  return {
    name: zh ? "全部数据" : "Everything",
    rows: [
      zh ? ["模块", "表", "行", "字段", "内容"] : ["Part", "Table", "Row", "Field", "Value"],
      ...lines,
    ],
  };
}

/** A copy of everything that is held of a person, in sheets that they can read. Nothing in it is a formula. */
export const copySheets = (held: Held, language: Language): readonly CopySheet[] => [
  basicSheet(held, language),
  ...TRADE.map((sheet) => tableSheet(held, sheet, language)),
  consentSheet(held, language),
  tagSheet(held, language),
  ...ACTS.map((sheet) => tableSheet(held, sheet, language)),
  wholeSheet(held, language),
];
