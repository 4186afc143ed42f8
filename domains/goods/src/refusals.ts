import type { Refusal, Text } from "@zhongshu/kernel";
import { USE_ITS_OWN } from "./commission/currency.ts";

export const noSuchProduct: Refusal = {
  code: "goods.unknown",
  status: 404,
  message: { zh: "这家店没有这个商品。", en: "This shop has no such product." },
  next: { zh: "回到商品列表重新选择。", en: "Go back to the list and choose again." },
};

export const titleMissing: Refusal = {
  code: "goods.no-title",
  status: 422,
  message: { zh: "新商品要有名称。", en: "A new product needs a title." },
  next: { zh: "填上商品名称再保存。", en: "Give it a title and save again." },
};

export const windowOutOfOrder: Refusal = {
  code: "goods.window-order",
  status: 422,
  message: {
    zh: "时间顺序不对：应是预告、开场、结束、返场开始、返场结束。",
    en: "The times are out of order: preview, opening, close, encore, end of encore.",
  },
  next: { zh: "按这个先后调整时间再保存。", en: "Put them into this order and save again." },
};

export const skuRepeated: Refusal = {
  code: "goods.sku-repeated",
  status: 422,
  message: { zh: "同一个规格写了两次。", en: "The same SKU is given twice." },
  next: { zh: "合并成一行再保存。", en: "Join the two and save again." },
};

export const ruleOutOfOrder: Refusal = {
  code: "goods.commission-order",
  status: 422,
  message: {
    zh: "佣金规则的结束时间要晚于开始时间；店铺规则不用填对象，其他规则要填。",
    en: "A rule ends after it begins; a rule for the shop names no subject, every other does.",
  },
  next: { zh: "改好再保存。", en: "Correct it and save again." },
};

export const notAllowed: Refusal = {
  code: "goods.not-allowed",
  status: 403,
  message: { zh: "你没有这家店商品的权限。", en: "You may not do this with this shop's goods." },
  next: {
    zh: "请店主或管理员给你开通。",
    en: "Ask the owner or an administrator for the permission.",
  },
};

export const noSuchSku: Refusal = {
  code: "goods.sku-unknown",
  status: 422,
  message: { zh: "这个商品没有这个规格。", en: "This product has no such SKU." },
  next: {
    zh: "先在商品里加上这个规格，再填成本。",
    en: "Add the SKU to the product, then tell its cost.",
  },
};

export const earnsNothing = (message: Text): Refusal => ({
  ...{ code: "goods.commission-currency", status: 422 },
  ...{ message, next: USE_ITS_OWN },
});
