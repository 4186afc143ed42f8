import { DAY, type Instant } from "@zhongshu/kernel";
import { isWhole, likeness } from "./names.ts";
import { type Person, type Told, told } from "./person.ts";
import type { SignKind } from "./sign.ts";

/** Why two ids are one person, strongest first; each is decided before the next is looked at. */
export const RULES = [
  "settled",
  "said",
  "unionid",
  "external_userid",
  "openid",
  "order",
  "phone-name",
  "phone-nickname",
  "phone",
  "mask-name",
  "mask-nickname",
] as const;
export type Rule = (typeof RULES)[number];

/** Why somebody has to look whether two ids are one person. */
export type Doubt =
  | "other-unionid"
  | "order"
  | "phone-other-name"
  | "phone-like-name"
  | "phone-old"
  | "phone"
  | "mask"
  | "ambiguous";

/** A number that was silent for so long may have been given to somebody else. */
const RENEWED = 365 * DAY;

const shared = (a: Told, b: Told): readonly string[] => [...a.keys()].filter((key) => b.has(key));
const apart = (a: Told, b: Told): boolean => a.size > 0 && b.size > 0 && shared(a, b).length === 0;
const sharing = (a: Person, b: Person, kind: SignKind): boolean =>
  shared(told(a, kind), told(b, kind)).length > 0;
const parted = (a: Person, b: Person, kind: SignKind): boolean =>
  apart(told(a, kind), told(b, kind));

function names(a: Person, b: Person): "same" | "like" | "different" | "untold" {
  const [one, other] = [[...told(a, "name").keys()], [...told(b, "name").keys()]];
  if (one.length === 0 || other.length === 0) return "untold";
  const found = new Set(one.flatMap((x) => other.map((y) => likeness(x, y))));
  if (found.has("same")) return "same";
  return found.has("like") ? "like" : "different";
}

const latest = (numbers: Told): Instant =>
  Math.max(...[...numbers.values()].map(({ lastAt }) => lastAt));

/** Each has a whole number of its own, and both numbers were told in the same year. */
function otherNumbers(a: Person, b: Person): boolean {
  const [one, other] = [told(a, "phone"), told(b, "phone")];
  return apart(one, other) && Math.abs(latest(one) - latest(other)) <= RENEWED;
}

/** The shared number may be somebody else's by now: it was silent for long, or one of them has a newer one. */
function mayBeRenewed(a: Person, b: Person): boolean {
  const [one, other] = [told(a, "phone"), told(b, "phone")];
  return shared(one, other).every((number) => {
    const [x, y] = [one.get(number), other.get(number)];
    if (x === undefined || y === undefined) return true;
    const silent = Math.max(x.firstAt, y.firstAt) - Math.min(x.lastAt, y.lastAt);
    return silent > RENEWED || x.lastAt < latest(one) || y.lastAt < latest(other);
  });
}

const otherAccount = (a: Person, b: Person): boolean =>
  parted(a, b, "unionid") || (!sharing(a, b, "unionid") && parted(a, b, "external_userid"));

const wholeNames = (a: Person, b: Person): boolean =>
  shared(told(a, "name"), told(b, "name")).some(isWhole);

/** May two persons be one by this rule? Asked of all who would become one, not of neighbours alone. */
export function contradict(rule: Rule, a: Person, b: Person): boolean {
  switch (rule) {
    case "settled":
    case "said":
    case "unionid":
      return false;
    case "external_userid":
    case "openid":
      return parted(a, b, "unionid");
    case "order":
      return otherAccount(a, b) || names(a, b) === "different" || otherNumbers(a, b);
    case "phone-name":
    case "phone-nickname":
      return otherAccount(a, b) || names(a, b) === "different";
    case "phone":
      return (
        otherAccount(a, b) ||
        parted(a, b, "openid") ||
        names(a, b) === "different" ||
        names(a, b) === "like"
      );
    case "mask-name":
    case "mask-nickname":
      return (
        otherAccount(a, b) ||
        otherNumbers(a, b) ||
        parted(a, b, "city") ||
        names(a, b) === "different" ||
        names(a, b) === "like"
      );
  }
}

/** What speaks for it, contradictions aside. Of a masked number both ids themselves must tell the second sign. */
export function speaks(rule: Rule, a: Person, b: Person): boolean {
  switch (rule) {
    case "settled":
    case "said":
      return false;
    case "unionid":
    case "external_userid":
    case "openid":
    case "order":
      return sharing(a, b, rule);
    case "phone-name":
      return sharing(a, b, "phone") && names(a, b) === "same";
    case "phone-nickname":
      return sharing(a, b, "phone") && sharing(a, b, "nickname");
    case "phone":
      return sharing(a, b, "phone") && names(a, b) === "untold" && !mayBeRenewed(a, b);
    case "mask-name":
      return sharing(a, b, "mask") && wholeNames(a, b);
    case "mask-nickname":
      return (
        sharing(a, b, "mask") &&
        sharing(a, b, "nickname") &&
        (sharing(a, b, "community") || sharing(a, b, "city"))
      );
  }
}

/** Why two persons whom no rule made one may be one all the same; null when there is nothing to look at. */
export function doubtOf(a: Person, b: Person): Doubt | null {
  if (sharing(a, b, "unionid")) return "ambiguous";
  if (sharing(a, b, "external_userid") || sharing(a, b, "openid"))
    return parted(a, b, "unionid") ? "other-unionid" : "ambiguous";
  if (otherAccount(a, b)) return null;
  if (sharing(a, b, "order")) return "order";
  if (sharing(a, b, "phone")) {
    const name = names(a, b);
    if (name === "different") return "phone-other-name";
    if (name === "like") return "phone-like-name";
    return name === "untold" && mayBeRenewed(a, b) ? "phone-old" : "phone";
  }
  return null;
}

/** Of ids that tell the same masked number and something beside it. */
export const isMaskDoubt = (a: Person, b: Person): boolean =>
  !otherAccount(a, b) &&
  !otherNumbers(a, b) &&
  !parted(a, b, "city") &&
  names(a, b) !== "different";

export const confirms = (a: Person, b: Person): boolean =>
  sharing(a, b, "mask") &&
  (["name", "nickname", "community"] as const).some((kind) => sharing(a, b, kind));
