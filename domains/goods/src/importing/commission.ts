import {
  businessDay,
  DAY,
  err,
  type Instant,
  ok,
  type Result,
  startOf,
  type Text,
} from "@zhongshu/kernel";
import {
  type DateOrder,
  dateOrder,
  type Importer,
  type ImportField,
  type ImportRow,
  importField,
  lacking,
  passOver,
  readMoment,
  textOf,
} from "@zhongshu/ledger/contract";
import { fits } from "../commission/store.ts";
import { bareShares, IDENTITY, namedIn, type Reading } from "./fields.ts";
import { foreignIn } from "./foreign.ts";
import { rateFields, rateOfRow } from "./rate.ts";
import { type Rule, ruleEvent } from "./rule.ts";
import { rulesOf } from "./standing.ts";

const fields: readonly ImportField[] = [
  ...IDENTITY,
  importField("category", "类目", [
    ...["Category", "类目", "商品类目", "分类", "商品分类", "品类", "类别"],
  ]),
  importField("scope", "适用范围", ["Scope", "适用范围", "范围", "规则类型", "对象类型"], {
    telling: true,
  }),
  importField("subject", "适用对象", ["Subject", "适用对象", "对象", "规则对象"], {
    telling: true,
  }),
  ...rateFields(
    [
      ...[
        "CommissionRate",
        "佣金比例",
        "佣金率",
        "分佣比例",
        "提成比例",
        "返佣比例",
        "分销比例",
        "团长佣金比例",
      ],
      ...["佣金", "提成", "团长佣金", "Commission", "Rate", "比例"],
    ],
    { telling: true },
  ),
  importField("from", "生效时间", [
    "ValidFrom",
    "生效时间",
    "生效日期",
    "开始时间",
    "开始日期",
    "起始日期",
    "From",
  ]),
  importField("until", "失效时间", [
    "ValidUntil",
    "失效时间",
    "失效日期",
    "结束时间",
    "结束日期",
    "截止日期",
    "Until",
  ]),
];

const text = (zh: string, en: string): Text => ({ zh, en });

const SHOP = /^(全店|全部|所有|店铺|全部商品|shop|all)$/i;
const CATEGORY = /类目|分类|品类|category/i;

/** What the rule is for: as the row says, else its product, else its category; with none of them the whole shop. */
function subjectOf(row: ImportRow): Pick<Rule, "scope" | "subject"> {
  const [scope, told] = [textOf(row, "scope"), textOf(row, "subject")];
  const product = namedIn(row)?.product ?? "";
  const category = textOf(row, "category");
  const named = told || product || category;
  if (SHOP.test(scope) || SHOP.test(named) || named === "") return { scope: "shop", subject: "" };
  if (CATEGORY.test(scope)) return { scope: "category", subject: told || category || product };
  if (told === "" && product === "") return { scope: "category", subject: category };
  return { scope: "product", subject: told || product };
}

const NO_RATE = text("没有写佣金。", "No commission is given.");

type Dates = { readonly dates: DateOrder };

/** A day until which a rule holds is its last day. */
function moment(
  row: ImportRow,
  field: "from" | "until",
  { dates }: Dates,
): Result<Instant | null, Text> {
  const told = textOf(row, field);
  if (/^(|-|长期|永久|长期有效|不限)$/.test(told)) return ok(null);
  const at = readMoment(told, dates);
  if (at === null) return err(text(`时间“${told}”看不懂。`, `The time "${told}" cannot be read.`));
  const wholeDay = field === "until" && startOf(businessDay(at)) === at;
  return ok(wholeDay ? at + DAY : at);
}

function readRule(row: ImportRow, { dates, ...how }: Reading & Dates): Result<Rule, Text> {
  const rate = rateOfRow(row, how);
  if (!rate.ok) return rate;
  if (rate.value === null) return err(NO_RATE);
  const from = moment(row, "from", { dates });
  if (!from.ok) return from;
  const until = moment(row, "until", { dates });
  if (!until.ok) return until;
  const rule: Rule = { ...subjectOf(row), ...rate.value, from: from.value, until: until.value };
  return fits({ ...rule, validFrom: rule.from ?? 0, validUntil: rule.until })
    ? ok(rule)
    : err(text("失效时间不晚于生效时间。", "The rule ends before it begins."));
}

/** What of the paid price is the shop owner's. */
export const commissionImporter: Importer = {
  kind: "commission",
  fields,
  lacks: (chosen) =>
    lacking([{ zh: "佣金比例", en: "CommissionRate", oneOf: ["share", "each"] }], chosen),
  begin(options, sample) {
    const dates = dateOrder(sample.flatMap((row) => [textOf(row, "from"), textOf(row, "until")]));
    const how = { ...options, bare: bareShares(sample), dates };
    return passOver<Rule>({
      read: (row) => readRule(row, how),
      refuses: (ctx, shop, rows) =>
        foreignIn(
          ctx,
          shop,
          rows.map(({ told }) => ({ rate: told, own: [] })),
        ),
      async events(ctx, shop, rows) {
        const telling = {
          ...{ source: options.source, now: ctx.now },
          standing: await rulesOf(ctx, shop),
        };
        return rows.map(({ told }) => [ruleEvent(told, telling)]);
      },
    });
  },
};
