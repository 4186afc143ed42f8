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
