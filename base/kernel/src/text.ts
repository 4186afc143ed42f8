/** What a person reads, complete in both languages of the product. Chinese is written first. */
export type Text = { readonly zh: string; readonly en: string };
export type Language = keyof Text;
