import { schema as brain } from "@zhongshu/brain";
import { schema as creative } from "@zhongshu/creative";
import { schema as goods } from "@zhongshu/goods";
import { schema as insight } from "@zhongshu/insight";
import type { DomainSchema } from "@zhongshu/kernel";
import { schema as ledger } from "@zhongshu/ledger";
import { schema as orders } from "@zhongshu/orders";
import { schema as people } from "@zhongshu/people";
import { schema as reach } from "@zhongshu/reach";
import { schema as tenancy } from "@zhongshu/tenancy";

/** Every Postgres schema of the product. */
export const SCHEMAS: readonly DomainSchema[] = [
  tenancy,
  ledger,
  people,
  goods,
  orders,
  reach,
  creative,
  brain,
  insight,
];
