import { type Sheet, workbook } from "@zhongshu/browser";

/** Hands the workbook to the person as a file. */
export function save(name: string, sheets: readonly Sheet[]): void {
  const type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  const address = URL.createObjectURL(new Blob([workbook(sheets)], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = `${name.replace(/[\\/:*?"<>|]/g, " ")}.xlsx`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
