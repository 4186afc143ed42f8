import { type CodesOf, NO_CODES } from "./importing/codes.ts";
import { orderImporter } from "./importing/importer.ts";
import { projection } from "./projection/projection.ts";
import { quality } from "./quality/quality.ts";
import { habitRows, habitsOf, priceChoices } from "./reading/habits.ts";
import { histories } from "./reading/histories.ts";
import { listOrders } from "./reading/list.ts";
import { outcomeRows, outcomes } from "./reading/outcomes.ts";
import { saleRows, salesOf } from "./reading/product-sales.ts";
import {
  buyersOf,
  purchaseRows,
  purchases,
  purchasesOf,
  reassign,
  rhythmRows,
} from "./reading/purchases.ts";
import { soldLately, soldOn } from "./reading/sold.ts";

/** `codesOf`: what the shop's catalogue calls goods that an order only names. */
export type OrdersPorts = { readonly codesOf: CodesOf };

/** What orders offers to other rooms. It lives on the ledger's events. */
export const createOrders = ({ codesOf }: OrdersPorts = { codesOf: NO_CODES }) => ({
  projection,
  importer: orderImporter(codesOf),
  quality,
  list: listOrders,
  soldOn,
  soldLately,
  salesOf,
  saleRows,
  purchases,
  purchaseRows,
  rhythmRows,
  purchasesOf,
  habitsOf,
  habitRows,
  priceChoices,
  outcomes,
  outcomeRows,
  histories,
  buyersOf,
  reassign,
});
export type Orders = ReturnType<typeof createOrders>;
