/** A card about the same thing is not raised again within this many days. */
export const COOL_DOWN_DAYS = 7;

/** Keeps what was not raised in the last `COOL_DOWN_DAYS` days; `raised` holds the topics that were. */
export const notLately = <T>(
  found: readonly T[],
  topic: (item: T) => string,
  raised: ReadonlySet<string>,
): readonly T[] => found.filter((item) => !raised.has(topic(item)));

export const risingTopic = (community: string, category: string): string =>
  `rising-attention ${community} ${category}`;
