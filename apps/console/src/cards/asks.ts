import { useQuery } from "@tanstack/react-query";
import { Card, EvidenceRows, Today } from "@zhongshu/brain/contract";
import { ask } from "@zhongshu/browser";

const below = (shop: string): string => `/shops/${shop}/cards`;

export const useToday = (shop: string) =>
  useQuery({ queryKey: ["cards", shop], queryFn: () => ask(Today, below(shop)) });

export const useCard = (shop: string, card: string) =>
  useQuery({ queryKey: ["cards", shop, card], queryFn: () => ask(Card, `${below(shop)}/${card}`) });

export const useRows = (card: Card, key: string) =>
  useQuery({
    queryKey: ["cards", card.shop, card.id, "evidence", key],
    queryFn: () =>
      ask(EvidenceRows, `${below(card.shop)}/${card.id}/evidence/${encodeURIComponent(key)}`),
  });
