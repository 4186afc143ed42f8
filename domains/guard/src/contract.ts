/** Guard is pure and runs anywhere, so its contract is the decisions themselves. */

export { type Figure, figures } from "./grounding/figures.ts";
export { type Fact, type Facts, fill } from "./grounding/fill.ts";
export type { Article } from "./review/articles.ts";
export type { Span } from "./review/fold.ts";
export { type Finding, type Review, review } from "./review/review.ts";
