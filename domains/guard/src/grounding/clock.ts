import { businessDay, HOUR, type Instant, MINUTE, startOf } from "@zhongshu/kernel";

const two = (n: number): string => String(n).padStart(2, "0");

/** An end as people say it: "11月30日20:00"; midnight belongs to the day that ends: "11月30日24:00". */
export function clock(at: Instant): string {
  const midnight = startOf(businessDay(at)) === at;
  const day = businessDay(midnight ? at - 1 : at);
  const [, month, date] = day.split("-").map(Number);
  const since = at - startOf(day);
  return `${month}月${date}日${two(Math.floor(since / HOUR))}:${two(Math.floor((since % HOUR) / MINUTE))}`;
}
