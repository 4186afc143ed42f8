import type { Refusal } from "@zhongshu/kernel";
import type { ImportField } from "./importer.ts";

type More = Partial<Omit<ImportField, "field" | "label" | "headings">>;

/** A field that is called `zh` by people and recognised by it and by `headings`, of which the first is its English name. */
export const importField = (
  name: string,
  zh: string,
  headings: readonly string[],
  more: More = {},
): ImportField => ({
  field: name,
  label: { zh, en: headings[0] ?? name },
  headings: [...headings, zh],
  required: false,
  ...more,
});

type Need = { readonly zh: string; readonly en: string; readonly oneOf: readonly string[] };

/** Why a choice of fields does not do: of each need one field must be there. */
export function lacking(needs: readonly Need[], chosen: readonly string[]): Refusal | null {
  const missing = needs.filter(({ oneOf }) => !oneOf.some((field) => chosen.includes(field)));
  if (missing.length === 0) return null;
  return {
    code: "import.no-column",
    status: 422,
    message: {
      zh: `没有找到这些列：${missing.map(({ zh }) => zh).join("、")}。`,
      en: `No column was found for: ${missing.map(({ en }) => en).join(", ")}.`,
    },
    next: {
      zh: "文件里有的话，请指定对应的列，或把列名改成这样再上传；没有的话，请在导出时勾选它们。",
      en: "If the file has them, choose the columns or rename them like this; if not, include them in the export.",
    },
  };
}
