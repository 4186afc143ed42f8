import type { Living } from "./living.ts";

type Of = { readonly execution: string; readonly asOf: number; readonly final: boolean };
export type Sides = Readonly<
  Record<"treated" | "held-out", { readonly people: number; readonly buyers: number }>
>;

const AT = "to_timestamp($2::float8 / 1000)";

/** Order lines of the run's product in its window, each with what became of it by then. */
const BOUGHT = `
  select run.id as execution, o.profile, o.at, l.quantity * l.minor as minor, run.returns_until - run.closes_at as back,
         coalesce((select sum(t.quantity * t.minor)
                     from orders.refund f
                     join orders.refund_line t on (t.shop, t.source, t.number) = (f.shop, f.source, f.number)
                    where f.shop = o.shop and f.source = o.source and f."order" = o.number
                      and t.product = l.product and f.at <= ${AT}), 0) as refunded,
         exists (select from orders.payment p where p.shop = o.shop and p.source = o.source
                    and p.number = o.number and p.at <= ${AT}) as paid,
         exists (select from orders.payment p where p.shop = o.shop and p.source = o.source) as tells,
         (select bp from goods.commission_rule c
           where c.shop = o.shop and (c.scope = 'shop' or c.scope = 'category' and c.subject = l.category)
           order by c.scope limit 1) as bp
    from reach.execution run
    join orders."order" o on o.shop = run.shop and o.at >= run.started_at and o.at < run.closes_at
    join orders.line l on (l.shop, l.source, l.number) = (o.shop, o.source, o.number)
   where l.product = run.product`;

/** The four sums of commission in minor units, counted from orders, payments, refunds and rules alone. */
export async function sumsOf({ rows }: Living, { execution, asOf }: Omit<Of, "final">) {
  const [sums] = await rows<Readonly<Record<string, number>>>(
    `with bought as (${BOUGHT}),
     earned as (
       select b.*, round(minor * bp / 10000.0) - round(refunded * bp / 10000.0) as net,
              round(refunded * bp / 10000.0) as taken, b.at + back <= ${AT} as ripe
         from bought b join reach.recipient r using (execution, profile)
        where b.execution = $1 and r.state = 'sent')
     select coalesce(sum(net) filter (where not paid and tells and not ripe), 0)::int as estimated,
            coalesce(sum(net) filter (where (paid or not tells) and not ripe), 0)::int as pending,
            coalesce(sum(net) filter (where (paid or not tells) and ripe), 0)::int as settled,
            coalesce(sum(taken) filter (where paid or not tells or not ripe), 0)::int as "clawedBack" from earned`,
    [execution, asOf],
  );
  return sums;
}

const SIDES = `
  select r.execution, r.arm, count(*)::int as people,
         (count(*) filter (where exists (
            select from bought b where b.execution = r.execution and b.profile = r.profile
               and b.refunded < b.minor and (b.paid or not b.tells or not $3::boolean))))::int as buyers
    from reach.recipient r
   where r.eligible and not r.crossed and r.arm <> 'programme'
   group by r.execution, r.arm`;

const sidesOf = (
  found: readonly { readonly arm: string; readonly people: number; readonly buyers: number }[],
): Sides => {
  const of = (arm: string) => {
    const side = found.find((one) => one.arm === arm);
    return { people: side?.people ?? 0, buyers: side?.buyers ?? 0 };
  };
  return { treated: of("treated"), "held-out": of("held-out") };
};
type Side = { readonly arm: string; readonly people: number; readonly buyers: number };

/** Of each side as it was drawn: how many people, and how many of them kept a purchase. */
export const sidesHere = async ({ rows }: Living, { execution, asOf, final }: Of): Promise<Sides> =>
  sidesOf(
    await rows<Side>(`with bought as (${BOUGHT}) select * from (${SIDES}) s where execution = $1`, [
      execution,
      asOf,
      final,
    ]),
  );

/** The same of all closed executions of the play that had two sides, put together. */
export const sidesOfAll = async ({ rows }: Living, { execution, asOf }: Of): Promise<Sides> =>
  sidesOf(
    await rows<Side>(
      `with bought as (${BOUGHT}),
       sides as (${SIDES}),
       alike as (
         select other.id from reach.execution own join reach.execution other on other.play = own.play
          where own.id = $1 and other.closes_at <= ${AT} and other.hold_out > 0
            and exists (select from sides s where s.execution = other.id and s.arm = 'held-out'))
       select arm, sum(people)::int as people, sum(buyers)::int as buyers
         from sides join alike on alike.id = sides.execution group by arm`,
      [execution, asOf, false],
    ),
  );
