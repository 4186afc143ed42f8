import { err, ok, type Rate, type Result, type Text } from "@zhongshu/kernel";
import {
  type ImportField,
  type ImportRow,
  importField,
  narrow,
  readAmount,
  readShare,
  textOf,
} from "@zhongshu/ledger/contract";
import type { Reading } from "./fields.ts";

const PIECE = "件|个|份|瓶|盒|袋|包|箱|套|支|罐|本|片|条|只|双|提|桶|组|张|枚|台";
const EACH = new RegExp(`^(?:每|一|1)\\s*(?:${PIECE})\\s*`);
const PER = new RegExp(`\\s*(?:/|每|一)\\s*(?:一|1)?\\s*(?:${PIECE}|pcs?|piece|each)$`, "i");
const SIGNED = /[¥£€]|元|块|CNY|RMB|人民币/i;

/** So much for each piece: "3元", "¥3/件", "每件3元"; null for what is no sum of money. `bare`: no sign is needed. */
function readEach(text: string, currency: string, bare: boolean): Rate | null {
  const told = narrow(text);
  const sum = told.replace(EACH, "").replace(PER, "");
  const clear = bare || SIGNED.test(sum) || sum !== told;
  const amount = clear && !sum.includes("/") ? readAmount(sum, currency) : null;
  // A dollar may be anybody's: it is not taken for the shop's own money.
  return amount === null || amount.minor < 0 || (/[$]/.test(sum) && amount.currency === null)
    ? null
    : { each: { minor: amount.minor, currency: amount.currency ?? currency } };
}

/** What a column of commission says: a share, or with a sign of money or of pieces a fixed sum. */
export function readRate(text: string, { bare, currency }: Reading): Rate | null {
  const bp = readShare(text, bare);
  return bp === null ? readEach(text, currency, false) : { bp };
}

/** For an order, a person, a month or a weight, or in money of elsewhere: nothing that we can tell of a piece. */
const OF_OTHER =
  "单(?![件品个])|笔|次|人|月|斤|kg|\\d\\s*(?:g|克|ml)|总|累计|合计|美元|欧元|日元|usd|eur|jpy|[$€£]|角|分(?![佣销享润])";
/** A heading that tells a sum, or what is no share of a sale. */
const SUM = new RegExp(`元|块|¥|^(?!.*(?:比例|率|%)).*(?:${OF_OTHER})`, "i");

const fits = (value: string): boolean =>
  readRate(value, { bare: "percent", currency: "CNY", source: "" }) !== null;

/** A share and a fixed sum, in one column or in two; `more` names the share's other headings. */
export const rateFields = (
  headings: readonly string[],
  more: Partial<ImportField> = {},
): readonly ImportField[] => [
  importField("share", "佣金比例", headings, { ...more, fits, never: SUM }),
  importField(
    "each",
    "每件佣金",
    [
      ...["CommissionEach", "每件佣金", "单件佣金", "固定佣金", "佣金金额", "佣金额"],
      ...["每件提成", "单件提成", "提成金额", "CommissionAmount"],
    ],
    {
      ...more,
      said: new RegExp(`(佣金|提成|分佣).*[(（[]\\s*(元|¥|￥|块)\\s*(/\\s*(${PIECE}))?[)）\\]]`),
      never: new RegExp(`${OF_OTHER}|比例|率|%|/\\s*(?!${PIECE})\\S`, "i"),
      fits: (value) => readEach(value, "CNY", true) !== null,
    },
  ),
];

const wrong = (told: string): Text => ({
  zh: `佣金“${told}”看不懂。请写成 8%（比例）或 3元（每件），比例不能超过 100%。`,
  en: `The commission "${told}" cannot be read. Write 8 % for a share, at most 100 %, or ¥3 for each piece.`,
});

/** The commission that a row tells; null where it tells none. A fixed sum stands over a share beside it. */
export function rateOfRow(row: ImportRow, how: Reading): Result<Rate | null, Text> {
  const [each, share] = [textOf(row, "each"), textOf(row, "share")];
  const none = (told: string): boolean => told === "" || told === "-" || told === "/";
  if (!none(each)) {
    const sum = readEach(each, how.currency, true);
    return sum === null ? err(wrong(each)) : ok(sum);
  }
  if (share === "") return ok(null);
  const rate = readRate(share, how);
  return rate === null ? err(wrong(share)) : ok(rate);
}
