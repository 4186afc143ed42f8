import { useInfiniteQuery } from "@tanstack/react-query";
import { ask, query } from "@zhongshu/browser";
import type { z } from "zod";

type Page<T> = { readonly items: readonly T[]; readonly next: string | null };
type Asked<T> = {
  /** Below /api, without a query. */
  readonly path: string;
  readonly wishes?: Readonly<Record<string, string | null>>;
  readonly schema: z.ZodType<Page<T>>;
  /** What the server calls the place to go on from. */
  readonly from?: "cursor" | "before";
};

/** The first page is asked for without a place to go on from. */
const first = (): string | null => null;

/** A list that is read page by page as the reader asks for more. */
export function usePaged<T>({ path, wishes = {}, schema, from = "cursor" }: Asked<T>) {
  const pages = useInfiniteQuery({
    queryKey: ["paged", path, wishes],
    initialPageParam: first(),
    queryFn: ({ pageParam }) =>
      ask(schema, path + query({ ...wishes, [from]: pageParam, limit: 50 })),
    getNextPageParam: (last) => last.next,
  });
  return { ...pages, items: pages.data?.pages.flatMap((page) => page.items) ?? [] };
}
export type Paged<T> = ReturnType<typeof usePaged<T>>;
