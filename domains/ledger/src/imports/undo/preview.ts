import type { Ctx } from "@zhongshu/kernel";
import type { ImportUndo } from "../../contract.ts";
import type { Run } from "../store.ts";

const OWN = `
  select e.* from ledger.event e
   where e.origin = $1 and e.rows is not null
     and not exists (select from ledger.retold r
                      where r.shop = e.shop and r.message_id = e.message_id and r.told is null
                        and r.import <> $1)`;

/** Does anybody else tell of the event's document, in words of their own? Then it stays, as they tell it. */
const TOLD_ELSEWHERE = (event: string): string => `(
  exists (select from ledger.retold r
           where r.shop = ${event}.shop and r.document = ${event}.document and r.import <> $1)
  or exists (select from ledger.event o
              where o.shop = ${event}.shop and o.document = ${event}.document
                and (o.origin is distinct from $1 or o.rows is null)))`;

const COUNTS = `
select count(*) as events,
       count(distinct number) filter (where type = 'order_placed' and not elsewhere) as orders,
       count(distinct number) filter (where type = 'order_placed' and elsewhere) as restated,
       count(distinct number) filter (where type = 'order_refunded' and not elsewhere) as refunds,
       count(distinct profile) as customers
  from (select own.type, own.profile, own.properties ->> 'number' as number,
               own.document is not null and ${TOLD_ELSEWHERE("own")} as elsewhere
          from (${OWN}) own) counted`;

// Customers of whom nothing is left to know: all that was ever told of them is in this file.
const FORGOTTEN = `
select count(*) as n
  from (select distinct profile from (${OWN}) own where profile is not null) theirs
 where not exists (
   select from ledger.event other
    where other.profile = theirs.profile
      and (other.origin is distinct from $1 or other.rows is null
           or exists (select from ledger.retold r
                       where r.shop = other.shop and r.message_id = other.message_id and r.told is null
                         and r.import <> $1)
           or exists (select from ledger.retold r
                       where r.shop = other.shop and r.document = other.document and r.import <> $1))
   offset 0)`;

type Counts = Pick<ImportUndo, "events" | "orders" | "restated" | "refunds" | "customers">;

/** What an undo would take away, and what of the run stays because another file tells it too. */
export async function whatGoes(
  { sql }: Ctx,
  { id }: Pick<Run, "id">,
): Promise<Omit<ImportUndo, "cards">> {
  const counts = await sql.one<Counts>(COUNTS, [id]);
  const { n: forgotten } = await sql.one<{ readonly n: number }>(FORGOTTEN, [id]);
  const { n: all } = await sql.one<{ readonly n: number }>(
    "select count(*) as n from ledger.event where origin = $1 and rows is not null",
    [id],
  );
  return { ...counts, forgotten, kept: all - counts.events };
}
