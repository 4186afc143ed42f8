import { forgetting as brain } from "@zhongshu/brain";
import type { Forgetting } from "@zhongshu/kernel";
import type { Imports } from "@zhongshu/ledger";
import { forgetting as orders } from "@zhongshu/orders";
import { forgetting as reach } from "@zhongshu/reach";
import { forgetting as tenancy } from "@zhongshu/tenancy";

const NOTHING = { holds: async () => ({}), forget: async () => ({}) };

/** Rooms that hold people only in what other rooms tell them of, or nobody at all. */
const NOBODYS: readonly Forgetting[] = [
  {
    room: "goods",
    tables: {
      ...{ description: "nobody", sku: "nobody", price: "nobody", stock_count: "nobody" },
      ...{ stock_movement: "nobody", sale_window: "nobody", commission_rule: "nobody" },
      ...{ promotion_day: "nobody", tag: "nobody", tag_day: "nobody" },
      ...{ brand: "nobody", cost: "nobody" },
    },
    ...NOTHING,
  },
  {
    room: "insight",
    tables: { leader: "nobody", team_share: "nobody" },
    ...NOTHING,
  },
  {
    room: "creative",
    tables: { draft: "nobody" },
    ...NOTHING,
  },
];

/** Every room but people, which asks them all. */
export const forgettingOf = ({ forgetting: ledger }: Pick<Imports, "forgetting">) => [
  ledger,
  orders,
  reach,
  brain,
  tenancy,
  ...NOBODYS,
];
