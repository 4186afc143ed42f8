import { useQuery } from "@tanstack/react-query";
import { Card, Copied, Draft, EvidenceRows, Today } from "@zhongshu/brain/contract";
import { ask, send } from "@zhongshu/browser";

const REREAD_MS = 2_000;

const below = (shop: string): string => `/shops/${shop}/cards`;

export const useToday = (shop: string) =>
  useQuery({ queryKey: ["cards", shop], queryFn: () => ask(Today, below(shop)) });

/** While a model writes, the card is read again until what it wrote is there. */
export const useCard = (shop: string, card: string) =>
  useQuery({
    queryKey: ["cards", shop, card],
    queryFn: () => ask(Card, `${below(shop)}/${card}`),
    refetchInterval: ({ state }) =>
      state.data?.drafts.some(({ writing }) => writing === true) ? REREAD_MS : false,
  });

/** Another draft of one style. */
export const rewritten = (shop: string, card: string, style: string): Promise<Draft> =>
  send(Draft, "POST", `${below(shop)}/${card}/rewritten`, { style });

export type Place = { readonly shop: string; readonly card: string; readonly key: string };

export const useRows = ({ shop, card, key }: Place) =>
  useQuery({
    queryKey: ["cards", shop, card, "evidence", key],
    queryFn: () => ask(EvidenceRows, `${below(shop)}/${card}/evidence/${encodeURIComponent(key)}`),
  });

/** Fills the draft from the rows of this moment; the server writes the copy into the audit. */
export const copied = async (shop: string, card: string, style: string): Promise<string> =>
  (await send(Copied, "POST", `${below(shop)}/${card}/copied`, { style })).text;
