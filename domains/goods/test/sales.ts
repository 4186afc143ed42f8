import type { GoodsPorts } from "../src/ports.ts";

/** A shop that sold nothing. */
export const NO_SALES: Omit<GoodsPorts, "audit"> = {
  salesOf: async () => ({ sales: [], ordered: 0 }),
  saleRows: async () => ({ columns: [], rows: [], total: 0 }),
};
