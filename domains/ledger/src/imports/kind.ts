import { z } from "zod";

/** What a file is a list of. */
export const ImportKind = z.enum([
  "orders",
  "customers",
  "goods",
  "stock",
  "commission",
  "communities",
  "members",
]);
export type ImportKind = z.infer<typeof ImportKind>;
