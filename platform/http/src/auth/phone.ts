const FULL_WIDTH = 0xfee0;
const narrow = (text: string): string =>
  text.replace(/[！-～]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - FULL_WIDTH));

const MAINLAND = /^(?:\+|00)?(?:86)?(1[3-9]\d{9})$/;

/** A mainland mobile number, however it was typed ("+86 138-0013 8000", "１３８…"), as +86 and 11 digits; or null. */
export function normalisePhone(typed: string): string | null {
  if (typed.length > 40) return null;
  const digits = narrow(typed).replace(/[\s()\-.\u2010-\u2015\u200b\ufeff]/g, "");
  const found = MAINLAND.exec(digits);
  return found === null ? null : `+86${found[1]}`;
}
