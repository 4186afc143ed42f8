import { businessHour } from "@zhongshu/kernel";
import type { TimelineEntry } from "@zhongshu/people/contract";
import { z } from "zod";

/** The part of a timeline that a figure was counted from. */
export type Only = { holds(entry: TimelineEntry): boolean } & (
  | { readonly kind: "hour"; readonly hour: number }
  | { readonly kind: "category"; readonly category: string }
);

const Lines = z.array(z.object({ category: z.string().nullable() }));

export const onlyHour = (hour: number): Only => ({
  kind: "hour",
  hour,
  holds: ({ at }) => businessHour(at) === hour,
});

/** Views, clicks and adds tell their category; an order tells that of each line. */
export const onlyCategory = (category: string): Only => ({
  kind: "category",
  category,
  holds: ({ properties }) =>
    properties["category"] === category ||
    (Lines.safeParse(properties["lines"]).data ?? []).some((line) => line.category === category),
});
