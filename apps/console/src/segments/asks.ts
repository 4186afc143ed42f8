import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { ask, send } from "@zhongshu/browser";
import { type Predicate, Segment, SegmentPreview, SegmentVersion } from "@zhongshu/people/contract";
import { useEffect, useState } from "react";
import { z } from "zod";

const Segments = z.object({ segments: z.array(Segment) });
const Versions = z.object({ versions: z.array(SegmentVersion) });
const below = (shop: string): string => `/shops/${shop}/segments`;

export const useSegments = (shop: string) =>
  useQuery({
    queryKey: ["segments", shop],
    queryFn: async () => (await ask(Segments, below(shop))).segments,
  });

export const useVersions = (shop: string, segment: string) =>
  useQuery({
    queryKey: ["segments", shop, segment],
    queryFn: async () => (await ask(Versions, `${below(shop)}/${segment}/versions`)).versions,
  });

const PAUSE = 250;

/** A moment after the last change, so that typing is not counted letter by letter. */
function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const waiting = setTimeout(() => setSettled(value), PAUSE);
    return () => clearTimeout(waiting);
  }, [value]);
  return settled;
}

/** How many the predicate means, while it is edited; the last count stays until the next is there. */
export function usePreview(shop: string, predicate: Predicate | null) {
  const asked = useSettled(predicate === null ? null : JSON.stringify(predicate));
  return useQuery({
    queryKey: ["segments", shop, "preview", asked],
    enabled: asked !== null,
    placeholderData: (last) => last,
    queryFn: () =>
      send(SegmentPreview, "POST", `${below(shop)}/preview`, {
        predicate: JSON.parse(asked ?? "null"),
      }),
  });
}

export type Wish = Pick<Segment, "name" | "predicate" | "shown">;

function useTouched(shop: string) {
  const queries = useQueryClient();
  return () =>
    Promise.all(
      [["segments", shop], ["person"]].map((queryKey) => queries.invalidateQueries({ queryKey })),
    );
}

/** Saves a new segment, or what is now meant by one. */
export const useSaving = (shop: string, segment: string | null) =>
  useMutation({
    mutationFn: (wish: Wish) =>
      segment === null
        ? send(Segment, "POST", below(shop), wish)
        : send(Segment, "PUT", `${below(shop)}/${segment}`, wish),
    onSuccess: useTouched(shop),
  });

export const useDeleting = (shop: string, segment: string) =>
  useMutation({
    mutationFn: () => send(z.unknown(), "DELETE", `${below(shop)}/${segment}`),
    onSuccess: useTouched(shop),
  });
