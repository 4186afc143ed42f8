import type { Refusal, RefusalStatus, Text } from "@zhongshu/kernel";

export type Problem = Refusal;

const problem = (
  code: string,
  message: Text,
  next: Text,
  status: RefusalStatus = 422,
): Problem => ({ code: `import.${code}`, status, message, next });

const AS_CSV: Text = {
  zh: "请在表格软件里选“另存为 → xlsx”或“CSV UTF-8”，再上传。",
  en: "Save it as xlsx or “CSV UTF-8” in your spreadsheet program and send that.",
};
const EXPORT_AGAIN: Text = {
  zh: "请从商城重新导出一次，确认第一行是列名，下面有数据。",
  en: "Export it again; the first row must hold the column names, with rows below.",
};

/** Everything that can be wrong with a file or a run, in words for the person who sent it. */
export const problems = {
  empty: problem("empty", { zh: "这个文件是空的。", en: "This file is empty." }, EXPORT_AGAIN),
  noHeader: problem(
    "no-header",
    { zh: "没有找到表头（列名）。", en: "No header row was found." },
    EXPORT_AGAIN,
  ),
  tooManyColumns: problem(
    "too-many-columns",
    {
      zh: "这个文件的列太多，超过了 500 列。",
      en: "This file has too many columns: more than 500.",
    },
    {
      zh: "请只保留用得到的列，另存后再上传。",
      en: "Keep only the columns that are needed, save it and send it again.",
    },
  ),
  noRows: problem(
    "no-rows",
    { zh: "文件里只有表头，没有数据。", en: "The file has a header and no rows." },
    EXPORT_AGAIN,
  ),
  spreadsheet: problem(
    "spreadsheet",
    {
      zh: "这是老式的 Excel 表格（.xls），或者加了密码，读不出来。",
      en: "This is an old spreadsheet (.xls), or one with a password; it cannot be read.",
    },
    AS_CSV,
    415,
  ),
  archive: problem(
    "archive",
    { zh: "这是压缩包，里面不是 Excel 表格。", en: "This is an archive, and no workbook." },
    { zh: "请解压后，把里面的表格传上来。", en: "Unpack it and send the table inside." },
    415,
  ),
  second: problem(
    "second",
    {
      zh: "同一个文件里已有一张库存表，再读这张会盖掉前一张的数。",
      en: "The file holds a list of stock already; this one would take its place.",
    },
    {
      zh: "是几个仓库，请合成一张表、加一列“仓库”；是别的商品，请单独再传这张。",
      en: "If these are several stores, put them into one table with a column Warehouse; if other goods, send this one by itself.",
    },
  ),
  document: problem(
    "document",
    {
      zh: "这是文字或其他格式的文档，里面的表格读不了。",
      en: "This is a text or another kind of document, whose tables cannot be read.",
    },
    AS_CSV,
    415,
  ),
  emptyPack: problem(
    "empty-archive",
    { zh: "压缩包里没有能读的表格。", en: "There is no table in this archive that can be read." },
    {
      zh: "请放进 xlsx、CSV 或文本文件，再压缩上传。",
      en: "Put xlsx, CSV or text files into it and send it again.",
    },
    415,
  ),
  tooLarge: problem(
    "too-large",
    { zh: "这个表格解开后太大了。", en: "Unpacked, this workbook is too large." },
    {
      zh: "请按月份分成几个文件，或另存为 CSV UTF-8 再上传。",
      en: "Split it by month, or save it as “CSV UTF-8” and send that.",
    },
    413,
  ),
  pdf: problem("pdf", { zh: "这是 PDF，不是 CSV。", en: "This is a PDF, not CSV." }, AS_CSV, 415),
  picture: problem(
    "picture",
    { zh: "这是图片，不是表格。", en: "This is a picture, and no table." },
    {
      zh: "请从商城导出 xlsx 或 CSV 再上传；接龙请复制文字粘贴。",
      en: "Export xlsx or CSV and send that; of a 接龙, copy the text and paste it.",
    },
    415,
  ),
  webPage: problem(
    "web-page",
    {
      zh: "这是网页格式的表格（有些后台导出的 .xls 其实是网页），不是 CSV。",
      en: "This is a web page (some systems call it .xls), not CSV.",
    },
    AS_CSV,
    415,
  ),
  encoding: problem(
    "encoding",
    {
      zh: "看不懂这个文件的文字编码（不是 UTF-8、UTF-16，也不是 GBK）。",
      en: "The text encoding is not one we read (UTF-8, UTF-16, GBK/GB18030).",
    },
    AS_CSV,
    415,
  ),
  truncated: problem(
    "truncated",
    { zh: "压缩文件不完整，像是没传完或已损坏。", en: "The packed file is cut short or damaged." },
    { zh: "请重新下载或重新压缩后再上传。", en: "Download or pack it again, then send it." },
  ),
  notLines: problem(
    "not-lines",
    {
      zh: "文件里有一行长得离谱，不像表格。",
      en: "A line has no end: this does not look like a table.",
    },
    EXPORT_AGAIN,
  ),
  unknown: problem(
    "unknown",
    { zh: "没有这次导入。", en: "There is no such import." },
    { zh: "请刷新列表。", en: "Reload the list." },
    404,
  ),
  kind: problem(
    "kind",
    { zh: "还不支持导入这种内容。", en: "This kind of import is not offered." },
    { zh: "请从列出的内容里选一种。", en: "Choose one of the kinds that are listed." },
    400,
  ),
  columns: problem(
    "columns",
    {
      zh: "列的对应关系里有重复，或有文件中没有的列。",
      en: "A column or field is named twice or unknown.",
    },
    { zh: "请每一列只选一个字段。", en: "Give each column at most one field." },
    400,
  ),
  currency: problem(
    "currency",
    { zh: "币种要写三个大写字母，例如 CNY。", en: "A currency is three capitals, such as CNY." },
    { zh: "请改正币种。", en: "Correct the currency." },
    400,
  ),
  busy: problem(
    "busy",
    { zh: "这次导入正在进行或已经完成。", en: "This import is running or done." },
    { zh: "要再导一次，请重新上传文件。", en: "To import again, send the file again." },
    409,
  ),
  notUndoable: problem(
    "not-undoable",
    {
      zh: "这次导入现在不能撤销：它还在进行、只是试导入，或已经撤销过。",
      en: "This import cannot be undone now: it is running, was only tried, or is undone already.",
    },
    {
      zh: "还在进行的，请先取消或等它结束，再撤销。",
      en: "If it is running, cancel it or wait for its end, then undo it.",
    },
    409,
  ),
  fileGone: problem(
    "file-gone",
    { zh: "上传的文件已经清理了。", en: "The uploaded file has been removed." },
    { zh: "请重新上传；已导入的行不会重复。", en: "Send it again; stored rows are not repeated." },
    410,
  ),
  fileHeldErased: problem(
    "file-held-erased",
    {
      zh: "有客户要求删除资料，这份上传的文件里有这位客户，已经清理。",
      en: "A customer asked to be erased; this file spoke of them and has been removed.",
    },
    {
      zh: "请去掉这位客户后重新上传；已导入的行不会重复。",
      en: "Send it again without them; stored rows are not repeated.",
    },
    410,
  ),
  interrupted: problem(
    "interrupted",
    {
      zh: "导入中断了。已写入的行都在，不会丢也不会重复。",
      en: "The import was interrupted. Stored rows are safe.",
    },
    {
      zh: "请再点一次“开始”，或重新上传同一个文件。",
      en: "Start it again, or send the same file again.",
    },
    503,
  ),
  forbidden: problem(
    "forbidden",
    { zh: "你没有导入的权限。", en: "You may not import into this shop." },
    { zh: "请联系店主或管理员。", en: "Ask the shop's owner or an administrator." },
    403,
  ),
} as const;
