import { useQuery } from "@tanstack/react-query";
import { Card, EvidenceRows, Today } from "@zhongshu/brain/contract";
import { ask, send } from "@zhongshu/browser";
import { z } from "zod";

const below = (shop: string): string => `/shops/${shop}/cards`;

export const useToday = (shop: string) =>
  useQuery({ queryKey: ["cards", shop], queryFn: () => ask(Today, below(shop)) });

export const useCard = (shop: string, card: string) =>
  useQuery({ queryKey: ["cards", shop, card], queryFn: () => ask(Card, `${below(shop)}/${card}`) });

const Copied = z.object({ text: z.string() });
type Taken = { readonly shop: string; readonly card: string; readonly style: string };

/** The draft as it reads now; the server writes down that it was taken. */
export const copied = async ({ shop, card, style }: Taken): Promise<string> =>
  (await send(Copied, "POST", `${below(shop)}/${card}/copied`, { style })).text;

export const useRows = (card: Card, key: string) =>
  useQuery({
    queryKey: ["cards", card.shop, card.id, "evidence", key],
    queryFn: () =>
      ask(EvidenceRows, `${below(card.shop)}/${card.id}/evidence/${encodeURIComponent(key)}`),
  });
