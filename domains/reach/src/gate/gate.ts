import { DAY, type Instant, type Text } from "@zhongshu/kernel";
import type { Facts, Slot } from "./facts.ts";
import { quietUntil, wecomWindow } from "./windows.ts";
import * as say from "./words.ts";

/** The order is the law: hold-out comes last, so that only those who would be written to are held out. */
export const STEPS = [
  "compliance",
  "grounding",
  "consent",
  "quiet-hours",
  "quota",
  "frequency",
  "standing-hold-out",
  "play-hold-out",
] as const;
export type Step = (typeof STEPS)[number];

type Stop = {
  readonly decision: "refuse" | "later" | "hold-out";
  readonly reason: Text;
  /** When it may be tried again; null when waiting alone does not help. */
  readonly until: Instant | null;
};

/** `slot` is what must be written to the ledger: whoever is held out spends a ghost, whoever was stopped none. */
export type Decision =
  | { readonly decision: "send"; readonly slot: { readonly ghost: false } }
  | (Stop & {
      readonly decision: "hold-out";
      readonly at: Step;
      readonly slot: { readonly ghost: true };
    })
  | (Stop & { readonly decision: "refuse" | "later"; readonly at: Step; readonly slot: null });

/** May this message go to this person now? The only way out of the house. */
export function decide(facts: Facts): Decision {
  for (const at of STEPS) {
    const stop = CHECKS[at](facts);
    if (stop === null) continue;
    const { decision, ...rest } = stop;
    return decision === "hold-out"
      ? { decision, at, ...rest, slot: { ghost: true } }
      : { decision, at, ...rest, slot: null };
  }
  return { decision: "send", slot: { ghost: false } };
}

const refuse = (reason: Text, until: Instant | null = null): Stop => ({
  decision: "refuse",
  reason,
  until,
});
const holdOut = (reason: Text): Stop => ({ decision: "hold-out", reason, until: null });

const CHECKS: Readonly<Record<Step, (facts: Facts) => Stop | null>> = {
  compliance: ({ compliance }) => (compliance.passes ? null : refuse(compliance.reason)),
  grounding: ({ grounding }) => (grounding.passes ? null : refuse(grounding.reason)),
  consent,
  "quiet-hours": quietHours,
  quota: ({ message, ...facts }) =>
    message.channel === "wecom-service" ? serviceQuota(facts) : massQuota({ message, ...facts }),
  frequency,
  "standing-hold-out": ({ message, standing }) =>
    message.to === "community" ? null : heldOut(message.kind, standing, say.HELD_FOR_EVER),
  "play-hold-out": ({ message, play }) => heldOut(message.kind, play, say.HELD_BY_PLAY),
};

const toPerson = ({ kind, to }: Facts["message"]): boolean =>
  kind === "optional" && to === "person";

/** Asked of a person who is written to unasked; who joined a group reads its posts, and who bought is told of the order. */
function consent({ message, consent: told, policy }: Facts): Stop | null {
  if (message.kind === "transactional" && message.to === "person")
    return told.optedOut ? refuse(say.NO_NOTICES) : null;
  if (!toPerson(message)) return null;
  if (told.optedOut) return refuse(say.OPTED_OUT);
  if (told.plain) return refuse(say.PLAIN);
  if (told.mergedAcrossArms) return refuse(say.MERGED);
  if (told.given === false) return refuse(say.NOT_AGREED);
  return told.given === null && !policy.withoutConsent ? refuse(say.NOT_ASKED) : null;
}

/** A reply disturbs nobody: the customer is awake and has just written. */
function quietHours({ message, now, policy }: Facts): Stop | null {
  const until = message.kind === "reply" ? null : quietUntil(now, policy.quiet);
  return until === null ? null : { decision: "later", reason: say.quiet(until), until };
}

function serviceQuota({ now, lastHeard, ledger, policy }: Omit<Facts, "message">): Stop | null {
  const { most, within } = policy.service;
  if (lastHeard === null || now - lastHeard >= within) return refuse(say.NOT_HEARD);
  const since = ledger.filter((slot) => slot.channel === "wecom-service" && slot.at >= lastHeard);
  return since.length < most ? null : refuse(say.answeredEnough(most));
}

function massQuota({ message, now, ledger, policy }: Facts): Stop | null {
  if (message.channel !== "wecom-mass" && message.channel !== "wecom-group") return null;
  const window = wecomWindow(now, policy.wecom);
  const spent = ledger.filter(
    ({ channel, at }) => channel === message.channel && at >= window.from && at < window.until,
  );
  return spent.length < window.most ? null : refuse(say.quotaSpent(window.most), window.until);
}

/** Counted back from now over all channels, optional messages only: notices must not crowd anybody out. */
function frequency({ message, now, ledger, policy }: Facts): Stop | null {
  if (!toPerson(message) || policy.frequency === null) return null;
  const { most, days } = policy.frequency;
  const recent = ledger.filter((slot) => slot.kind === "optional" && slot.at > now - days * DAY);
  if (recent.length < most) return null;
  return refuse(say.oftenEnough(most, days), freedAt(recent, most, days));
}

/** When so many slots have aged that one is free again. */
function freedAt(recent: readonly Slot[], most: number, days: number): Instant | null {
  const leaves = recent.map((slot) => slot.at).toSorted((a, b) => a - b)[recent.length - most];
  return leaves === undefined ? null : leaves + days * DAY;
}

function heldOut(
  kind: Facts["message"]["kind"],
  standing: Facts["standing"],
  reason: Text,
): Stop | null {
  if (kind !== "optional" || standing === null || standing === "treated") return null;
  return standing === "held-out" ? holdOut(reason) : refuse(say.UNASSIGNED);
}
