import { Draft } from "@zhongshu/cards";
import { z } from "zod";

export const Style = Draft.shape.style;
export type Style = z.infer<typeof Style>;
/**
 * `group`: posted where everybody reads it. `private`: written to one person out of the owner's own chat, who answers
 * there. `inbox`: the same put into their inbox page, where there are buttons and no place for an answer.
 */
export const Form = Draft.shape.form;
export type Form = z.infer<typeof Form>;
/** What the owner may have rewritten; the inbox goes by what stands in `private`. */
export type KeptForm = Exclude<Form, "inbox">;
export const keptForm = (form: Form): KeptForm => (form === "inbox" ? "private" : form);
export const STYLES: readonly Style[] = Style.options;
export const FORMS: readonly Form[] = Form.options;

/** Placeholders for what the rows know at this moment, such as "{{price:SKU}}"; null when they know nothing. */
export const Holes = z.object({
  title: z.string(),
  price: z.string().nullable(),
  list: z.string().nullable(),
  /** Only while a coupon is valid. */
  coupon: z.string().nullable(),
  /** Only when the price does not tell the same end already. */
  until: z.string().nullable(),
  stock: z.string().nullable(),
});
export type Holes = z.infer<typeof Holes>;

/** All that a draft may rest on. It names no customer, and the name of the community never leaves the house. */
export const Brief = z.object({
  shop: z.uuid(),
  card: z.uuid(),
  play: z.enum(["rising-attention", "due-again"]),
  product: z.object({
    title: z.string(),
    category: z.string().nullable(),
    /** What the catalogue tells customers about it, a few words each. */
    points: z.array(z.string()),
  }),
  holes: Holes,
  /** When the stock was told, in epoch milliseconds. Not given or a day old: no draft speaks of it. */
  stockAt: z.int().nullable().exactOptional(),
  community: z.object({ name: z.string(), tags: z.array(z.string()) }).nullable(),
  /** The card's true feature in plain words, without figures. */
  why: z.string(),
});
export type Brief = z.infer<typeof Brief>;

/** A draft before its placeholders are filled. */
export const Words = Draft.omit({ filled: true });
export type Words = z.infer<typeof Words>;
