import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { ask, query } from "@zhongshu/browser";
import { Statement, StatementRows } from "@zhongshu/insight/contract";
import { Lineage } from "@zhongshu/ledger/contract";

export const useStatement = (shop: string, month: string) =>
  useQuery({
    queryKey: ["statement", shop, month],
    queryFn: () => ask(Statement, `/shops/${shop}/statement${query({ month })}`),
  });

const beginning = (): string | null => null;

/** Rows of one kind, or of all (null), newest first, a page at a time. */
export const useRows = (
  shop: string,
  wishes: { readonly month: string; readonly kind: string | null },
) =>
  useInfiniteQuery({
    queryKey: ["statement", shop, "rows", wishes],
    initialPageParam: beginning(),
    queryFn: ({ pageParam }) =>
      ask(
        StatementRows,
        `/shops/${shop}/statement/rows${query({ ...wishes, cursor: pageParam, limit: 30 })}`,
      ),
    getNextPageParam: (last) => last.next,
  });

/** Where an order came from. */
export const useOrigins = (shop: string, of: string | null) =>
  useQuery({
    queryKey: ["lineage", shop, of],
    queryFn: () => ask(Lineage, `/shops/${shop}/lineage${query({ of })}`),
    enabled: of !== null,
  });
