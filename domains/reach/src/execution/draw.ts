import type { ProfileId } from "@zhongshu/kernel";
import { assign, type HoldOut } from "@zhongshu/trials";
import type { Arm, Plan } from "../contract.ts";
import { stands } from "../hold-out/store.ts";

type Drawing = Pick<Plan, "play" | "card" | "key" | "holdOut">;

/** The preview of a card and its tap draw alike, so that what was shown is what is done. */
export const saltOf = ({ play, card, key }: Omit<Drawing, "holdOut">): string =>
  `${play}/${card ?? key}`;

/** Which of the two arms of a play an id falls into, the same for ever. */
export function armOf(salt: string, holdOut: number, id: string): "treated" | "held-out" {
  const drawn = assign(
    {
      salt,
      arms: [
        { name: "held-out", share: holdOut },
        { name: "treated", share: 1 - holdOut },
      ],
    },
    id,
  );
  if (!drawn.assigned) throw new Error("Nobody without an id is drawn");
  return drawn.arm;
}

/** The organisation's standing hold-out comes first: whoever is in it is compared with nobody here. */
export function draw(plan: Drawing, standing: HoldOut) {
  const salt = saltOf(plan);
  return (profile: ProfileId): { readonly profile: ProfileId; readonly arm: Arm } => ({
    profile,
    arm:
      stands(standing, profile) === "held-out" ? "programme" : armOf(salt, plan.holdOut, profile),
  });
}
