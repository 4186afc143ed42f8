import { useQuery } from "@tanstack/react-query";
import { ask, Refused, send } from "@zhongshu/browser";
import { Me, type NewShop } from "@zhongshu/tenancy/contract";
import { z } from "zod";

export type Shop = Me["shops"][number];

const Sent = z.object({
  sent: z.literal(true),
  resendAfterS: z.number(),
  demoCode: z.string().optional(),
});
export type Sent = z.infer<typeof Sent>;
const Done = z.unknown();

export const requestCode = (phone: string): Promise<Sent> =>
  send(Sent, "POST", "/auth/code", { phone });
export const signIn = (phone: string, code: string): Promise<unknown> =>
  send(Done, "POST", "/auth/sign-in", { phone, code });
export const signOut = (): Promise<unknown> => send(Done, "POST", "/auth/sign-out");

/** Who one is with the shop that was opened. */
export const openShop = (asked: z.infer<typeof NewShop>): Promise<Me> =>
  send(Me, "POST", "/me/shop", asked);

export const useMe = () => useQuery({ queryKey: ["me"], queryFn: () => ask(Me, "/me") });

export const sessionOver = (error: Error | null): boolean =>
  error instanceof Refused && error.status === 401;
