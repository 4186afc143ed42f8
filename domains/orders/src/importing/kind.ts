// What shops book as a line although nobody buys it as goods: postage, fees, discounts, samples,
// corrections and stored value. Codes are those of common exports; titles those of Chinese malls.
const CODES = new Set(
  "POST,DOT,C2,M,D,S,B,PADS,CRUK,AMAZONFEE,BANK CHARGES,POSTAGE,SHIPPING,FREIGHT,DISCOUNT".split(
    ",",
  ),
);
const VOUCHER = /^(gift|voucher)[_-]?\d/i;
const TITLE =
  /^(运费|邮费|快递费|配送费|打包费|包装费|手续费|服务费|补差价|差价|补运费|运费险|余额充值|储值|邮费补差|运费差价)/;

/** Is this line goods, or a service code that must not count as goods? */
export const kindOf = (sku: string, title: string): "goods" | "service" =>
  CODES.has(sku.trim().toUpperCase()) || VOUCHER.test(sku) || TITLE.test(title.trim())
    ? "service"
    : "goods";
