/** What a person reads, complete in both languages of the product. Chinese is written first. */
export type Text = { readonly zh: string; readonly en: string };

/** Can a row hold it? PostgreSQL takes whole UTF-8 without NUL; a JavaScript string may be neither. */
export const isStorable = (text: string): boolean => text.isWellFormed() && !text.includes("\0");

export type Language = keyof Text;
