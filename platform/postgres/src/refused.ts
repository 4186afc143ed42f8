import type { Refusal } from "@zhongshu/kernel";

/** The database cannot be had, and a person can do something about it: `refusal` says what. */
export class DatabaseRefused extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal, cause?: unknown) {
    super(`${refusal.message.en} ${refusal.next.en}`, { cause });
    this.name = "DatabaseRefused";
    this.refusal = refusal;
  }
}

type Words = readonly [messageZh: string, messageEn: string, nextZh: string, nextEn: string];

/** A refusal of this package: always 503, because without a database nothing can be served. */
export const refused = (code: string, words: Words, cause?: unknown): DatabaseRefused =>
  new DatabaseRefused(
    {
      code: `database.${code}`,
      status: 503,
      message: { zh: words[0], en: words[1] },
      next: { zh: words[2], en: words[3] },
    },
    cause,
  );
