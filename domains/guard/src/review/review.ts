import type { Text } from "@zhongshu/kernel";
import { absoluteRules } from "./absolute.ts";
import { ARTICLES, type Article } from "./articles.ts";
import { claimRules } from "./claims.ts";
import { dense, type Folded, original, type Span } from "./fold.ts";
import { isCitizenNumber, personalRules } from "./personal.ts";
import type { Rule } from "./rule.ts";

/** One wording that may not reach a person, where it stands, and what to say instead. */
export type Finding = Span & {
  readonly rule: string;
  /** As it stands in the copy, disguise included. */
  readonly term: string;
  readonly article: Article;
  readonly severity: "block";
  readonly why: Text;
  readonly rewrite: string;
};

/** `rewritten` is the whole copy with every finding replaced; it passes review itself, else it is null. */
export type Review = {
  readonly passes: boolean;
  readonly findings: readonly Finding[];
  readonly rewritten: string | null;
};

// A replacement may meet its neighbours and form a new term; three rounds have always been enough.
const ROUNDS = 3;

let compiled: readonly Rule[] | null = null;
function rules(): readonly Rule[] {
  compiled ??= [...absoluteRules(), ...claimRules(), ...personalRules()];
  return compiled;
}

/** Reads copy as the law would: terms in context, through any disguise, each with its article. */
export function review(copy: string): Review {
  const findings = find(copy);
  return { passes: findings.length === 0, findings, rewritten: rewritten(copy, findings) };
}

function find(copy: string): readonly Finding[] {
  const folded = dense(copy);
  const found = rules().flatMap((rule) => matches(rule, folded, copy));
  const sorted = found.toSorted((a, b) => a.start - b.start || b.end - a.end);
  return sorted.filter((one, i) => !sorted.slice(0, i).some((earlier) => earlier.end > one.start));
}

function matches(rule: Rule, folded: Folded, copy: string): readonly Finding[] {
  return [...folded.text.matchAll(rule.find)].flatMap((match) => {
    const term = match[0];
    const { before, after } = clause(folded.text, match.index, term.length);
    if (rule.spare.test(`${before}<${term}>${after}`)) return [];
    if (rule.id === "citizen-number" && !isCitizenNumber(term)) return [];
    const span = original(folded, match.index, term.length);
    return [finding(rule, { span, copy, rewrite: rule.rewrite(term, after) })];
  });
}

const finding = (
  rule: Rule,
  at: { readonly span: Span; readonly copy: string; readonly rewrite: string },
): Finding => ({
  ...{ start: at.span.start, end: at.span.end },
  rule: rule.id,
  term: at.copy.slice(at.span.start, at.span.end),
  article: ARTICLES[rule.family],
  severity: "block",
  why: rule.why,
  rewrite: at.rewrite,
});

function clause(text: string, at: number, length: number) {
  const before = text.slice(text.lastIndexOf(",", at - 1) + 1, at);
  const rest = text.slice(at + length);
  const stop = rest.indexOf(",");
  return { before: at === 0 ? "" : before, after: stop < 0 ? rest : rest.slice(0, stop) };
}

function rewritten(copy: string, findings: readonly Finding[]): string | null {
  let text = copy;
  let left = findings;
  for (let round = 0; round < ROUNDS && left.length > 0; round++) {
    text = replaced(text, left);
    left = find(text);
  }
  return left.length === 0 ? text : null;
}

const replaced = (copy: string, findings: readonly Finding[]): string =>
  findings.reduceRight(
    (text, { start, end, rewrite }) => text.slice(0, start) + rewrite + text.slice(end),
    copy,
  );
