import { z } from "zod";
import { behaviour, Id, Label, Price, Quantity } from "./parts.ts";

/** A touch of one product; the fields that we know, and whatever else the sender told. */
export const ProductTouched = z.looseObject({
  product: Id,
  sku: Id.exactOptional(),
  category: Label.exactOptional(),
  community: Id.exactOptional(),
  quantity: Quantity.exactOptional(),
  price: Price.exactOptional(),
});
export type ProductTouched = z.infer<typeof ProductTouched>;

export const PageViewed = z.looseObject({
  name: Label.exactOptional(),
  category: Label.exactOptional(),
  url: z.string().max(4000).exactOptional(),
  path: z.string().max(4000).exactOptional(),
  title: Label.exactOptional(),
  referrer: z.string().max(4000).exactOptional(),
});
const ListViewed = z.looseObject({ list: Id.exactOptional(), category: Label.exactOptional() });
const Searched = z.looseObject({ query: Label });
const Cart = z.looseObject({ cart: Id.exactOptional() });

export const browsing = {
  page_viewed: behaviour(PageViewed),
  product_viewed: behaviour(ProductTouched),
  product_clicked: behaviour(ProductTouched),
  product_added: behaviour(ProductTouched),
  product_removed: behaviour(ProductTouched),
  product_list_viewed: behaviour(ListViewed),
  products_searched: behaviour(Searched),
  cart_viewed: behaviour(Cart),
  checkout_started: behaviour(Cart),
};
