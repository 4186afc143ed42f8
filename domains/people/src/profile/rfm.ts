const quintile = (figure: string, partition: string): string => {
  const over = `over (${partition} order by ${figure})`;
  const ties = `over (partition by ${figure}${partition.replace("partition by", ",")})`;
  const all = `over (${partition})`;
  return `least(5, 1 + floor(5 * (rank() ${over} - 1 + count(*) ${ties} / 2.0) / count(*) ${all}))::int`;
};

/**
 * Quintiles of the shop's customers ($1) by recency, orders and money: 5 is best. Each stands at the middle
 * of those equal to him, so equals score the same and a shop of equals scores 3; money within its currency.
 */
export const RFM = `
select id, ${quintile("last_order_at", "")} as r, ${quintile("orders", "")} as f,
  ${quintile("coalesce(spent_minor, 0)", "partition by currency")} as m
from people.profile where shop = $1 and orders > 0`;
