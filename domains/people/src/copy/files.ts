import type { Language } from "@zhongshu/kernel";
import type { Held } from "../contract.ts";
import { type CopySheet, timeOf } from "./cells.ts";
import { copySheets } from "./sheets.ts";

type Workbook = (sheets: readonly CopySheet[]) => Uint8Array;

const ABOUT = {
  zh: ({ id, at }: Held): readonly string[] => [
    "这里是店铺保存的、关于这一位客户的全部资料。",
    "资料.xlsx：可以直接打开看的表格，按订单、消息、同意记录、标签等分成几张。",
    "全部数据.json：同样的内容，给电脑程序用，一个字不少。",
    `导出时间：${timeOf(at)}（北京时间）。记录编号：${id}。`,
  ],
  en: ({ id, at }: Held): readonly string[] => [
    "Everything that the shop holds of this one customer.",
    "data.xlsx: sheets to read, by orders, messages, consents, tags and so on.",
    "everything.json: the same for programs, complete.",
    `Given ${timeOf(at)} (Shanghai). Record ${id}.`,
  ],
} as const;
const NAMES = {
  zh: { sheets: "资料.xlsx", all: "全部数据.json", about: "说明.txt" },
  en: { sheets: "data.xlsx", all: "everything.json", about: "read-me.txt" },
} as const;

/** The files of a person's copy, for one archive: sheets to read, everything for programs, and a word on both. */
export function copyFiles(
  held: Held,
  language: Language,
  workbook: Workbook,
): ReadonlyMap<string, string | Uint8Array> {
  const names = NAMES[language];
  return new Map<string, string | Uint8Array>([
    // Without the mark in front some programs read Chinese as something else.
    [names.about, `\uFEFF${ABOUT[language](held).join("\r\n")}\r\n`],
    [names.sheets, workbook(copySheets(held, language))],
    [names.all, JSON.stringify(held, null, 2)],
  ]);
}
