import type { Text } from "@zhongshu/kernel";
import type { ARTICLES } from "./articles.ts";

export type Family = keyof typeof ARTICLES;

/** How one kind of wording is found in folded text, when it is harmless, and what to say instead. */
export type Rule = {
  readonly id: string;
  readonly family: Family;
  readonly find: RegExp;
  /** Tested on the clause, with the term in angle brackets: "我们家<最大>的一款". A match is harmless. */
  readonly spare: RegExp;
  readonly why: Text;
  /** What to put in the place of the term; `after` is the rest of its clause. */
  readonly rewrite: (term: string, after: string) => string;
};

export const anyOf = (words: string): string => `(?:${words.trim().split(/\s+/).join("|")})`;

/** Somebody who denies, doubts or warns does not claim. */
export const DENIED = `(?:${anyOf(`
  不是 并非 不敢 不说 不吹 不讲 不称 没有 不一定 未必 谁说 拒绝 谨防 警惕 不求 不追求 不搞 不写 不能 不要 禁止 避免 举报
  不得 不可 不保证 不承诺 无法 不具备 不具有 不宣传 不等于 绝不 从不 不代替 不替代
`)}|(?<![特分个区级性])别)[^,<]{0,4}<`;
