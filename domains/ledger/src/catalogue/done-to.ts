/** Events done to a person, not by them: counted, but no sign of life and no habit. */
export const DONE_TO: ReadonlySet<string> = new Set([
  "message_delivered",
  "coupon_issued",
  "coupon_expired",
  "points_changed",
  "member_level_changed",
  "order_refunded",
  "question_answered",
  "grouped",
  "aliased",
]);

type Told = { readonly type: string; readonly properties: Readonly<Record<string, unknown>> };

/** Is it a sign of life? What a list tells of somebody is none. */
export const isAct = ({ type, properties }: Told): boolean =>
  !DONE_TO.has(type) && !(type === "identified" && properties["listed"] === true);
