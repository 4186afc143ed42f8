import { useQuery } from "@tanstack/react-query";
import { ask, query } from "@zhongshu/browser";
import { Statement, StatementRows } from "@zhongshu/insight/contract";
import { usePaged } from "../states/paged.ts";

const Rows = StatementRows.transform(({ rows, currency, next }) => ({
  items: rows.map((row) => ({ ...row, currency })),
  next,
}));

export const useStatement = (shop: string, month: string) =>
  useQuery({
    queryKey: ["commission", shop, month],
    queryFn: () => ask(Statement, `/shops/${shop}/statement${query({ month })}`),
  });

export const useRows = (shop: string, month: string, kind: string | null) =>
  usePaged({ path: `/shops/${shop}/statement/rows`, wishes: { month, kind }, schema: Rows });
