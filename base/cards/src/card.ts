import { z } from "zod";

/** Both languages, always complete. */
export const Text = z.object({ zh: z.string(), en: z.string() });
export const Money = z.object({ minor: z.int(), currency: z.string().regex(/^[A-Z]{3}$/) });

/** One figure that the card rests on. Its rows are asked for by `key` when a person opens it. */
export const Evidence = z.object({
  key: z.string(),
  title: Text,
  /** The figure as it is read: "+35%", "41 人". */
  figure: Text,
  /** The statement that gives the rows, and its values, so that anybody can check it in SQL. */
  check: z.object({ sql: z.string(), values: z.array(z.json()) }),
});

/** The rows behind one piece of evidence. */
export const EvidenceRows = z.object({
  columns: z.array(z.object({ key: z.string(), label: Text })),
  rows: z.array(z.record(z.string(), z.json())),
  /** How many there are in all; `rows` may be the first of them only. */
  total: z.int(),
  /** What the customers in the rows are called, by profile; without those whom the reader may not know. */
  names: z.record(z.string(), z.string()).exactOptional(),
});

/** Where in its sale a product stands: 预告 · 开场 · 返场 · 结束; `always` has no window (常售). */
export const SaleStage = z.enum(["preview", "open", "encore", "ended", "always"]);

export const CardProduct = z.object({
  product: z.string(),
  sku: z.string(),
  title: z.string(),
  pictures: z.array(z.string()),
  listPrice: Money.nullable(),
  memberPrice: Money.nullable(),
  /** What the customer really pays (券后价), with its condition and its end. */
  afterCoupon: z
    .object({ price: Money, condition: Text, validUntil: z.int().nullable() })
    .nullable(),
  stage: SaleStage,
  opensAt: z.int().nullable(),
  closesAt: z.int().nullable(),
  /** Null when no stock figure has been given to us. */
  stock: z.int().nullable(),
  /** When that figure was told; what was sold since is not taken off. */
  stockAt: z.int().nullable(),
});

/**
 * `words` carries placeholders such as {{price:SKU}}; `filled` is what they read at this moment. What a model made
 * ends with the label that the law asks for, in both, so that it goes wherever the words go.
 */
export const Draft = z.object({
  style: z.enum(["expert", "warm", "witty"]),
  /** For a group; for one person, from the owner's own chat; for one person's inbox, where nobody can answer. */
  form: z.enum(["group", "private", "inbox"]),
  madeBy: z.enum(["template", "model"]),
  words: z.string(),
  filled: z.string(),
  /** A model is writing another one; it will stand here when the card is read again. */
  writing: z.literal(true).exactOptional(),
  /** Why what the model wrote is not shown. */
  told: Text.exactOptional(),
});

/** How AI-made words are marked (in force in China since 2025-09-01). */
export const AI_LABEL: Text = { zh: "AI 生成", en: "AI-made" };

/** My commission first: a range, or a plain word on why there is none. */
export const Commission = z.discriminatedUnion("known", [
  z.object({ known: z.literal(true), low: Money, high: Money, basis: Text }),
  z.object({ known: z.literal(false), why: Text }),
]);

const Unknown = z.object({ known: z.literal(false), why: Text });

/**
 * Two promises that are never added up. `orders`: how many will buy, whether written to or not (80 % predictive
 * interval). `worth`: what the writing itself adds in commission (80 % of the posterior); cards are ranked by it.
 */
export const Promises = z.object({
  orders: z.discriminatedUnion("known", [
    z.object({ known: z.literal(true), low: z.int(), high: z.int(), basis: Text }),
    Unknown,
  ]),
  worth: z.discriminatedUnion("known", [
    z.object({ known: z.literal(true), low: Money, high: Money, middle: Money, basis: Text }),
    Unknown,
  ]),
});

/** The one card format of the product: phone, console and plain text all show exactly this. */
export const Card = z.object({
  id: z.uuid(),
  kind: z.enum(["rising-attention", "due-again"]),
  shop: z.uuid(),
  day: z.iso.date(),
  headline: Text,
  commission: Commission,
  promises: Promises,
  /** What changed, in one sentence. */
  change: Text,
  /** Why this is proposed, in one sentence that names the true features. */
  reason: Text,
  /** The features that the sentence names, as they entered the decision. */
  features: z.array(z.object({ name: Text, value: Text })),
  product: CardProduct,
  audience: z.object({ community: z.string().nullable(), size: z.int(), who: Text }),
  bestHour: z.object({ hour: z.int().min(0).max(23), basis: Text }).nullable(),
  drafts: z.array(Draft).length(3),
  /** When it went out, and as which execution; null before, and after that was cancelled. */
  sent: z.object({ execution: z.uuid(), at: z.int() }).nullable(),
  evidence: z.array(Evidence).min(1),
});

type Text = z.infer<typeof Text>;
export type Card = z.infer<typeof Card>;
export type Promises = z.infer<typeof Promises>;
export type Evidence = z.infer<typeof Evidence>;
export type EvidenceRows = z.infer<typeof EvidenceRows>;
export type CardProduct = z.infer<typeof CardProduct>;
export type Draft = z.infer<typeof Draft>;
export type Commission = z.infer<typeof Commission>;
export type SaleStage = z.infer<typeof SaleStage>;
