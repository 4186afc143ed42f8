import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { ask, query, send } from "@zhongshu/browser";
import { Admitted, type ColumnMatch, type ImportKind, ImportRun } from "@zhongshu/ledger/contract";
import { z } from "zod";

const Imports = z.object({ imports: z.array(ImportRun) });
const Done = z.unknown();
const POLL_MS = 700;
const below = (shop: string): string => `/shops/${shop}/imports`;

export const useImports = (shop: string) =>
  useQuery({ queryKey: ["imports", shop], queryFn: () => ask(Imports, below(shop)) });

/** While it is read, or undone on a PC, it is asked for again. */
export const useImport = (shop: string, id: string) =>
  useQuery({
    queryKey: ["imports", shop, id],
    queryFn: () => ask(ImportRun, `${below(shop)}/${id}`),
    refetchInterval: ({ state }) =>
      state.data?.state === "running" || state.data?.state === "undoing" ? POLL_MS : false,
  });

/** What it is a list of is told by its columns. */
export function useUpload(shop: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (file: File): Promise<Admitted> =>
      send(Admitted, "POST", below(shop) + query({ kind: "auto", name: file.name }), file),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["imports", shop] }),
  });
}

type Start = {
  readonly columns: readonly Pick<ColumnMatch, "column" | "field">[];
  readonly dryRun: boolean;
} & Pick<ImportRun, "source" | "currency">;

export function useSteering(shop: string, id: string) {
  const queries = useQueryClient();
  const onSuccess = () => queries.invalidateQueries({ queryKey: ["imports", shop] });
  const at = `${below(shop)}/${id}`;
  return {
    start: useMutation({
      mutationFn: (wish: Start) => send(Done, "POST", `${at}/start`, wish),
      onSuccess,
    }),
    cancel: useMutation({ mutationFn: () => send(Done, "POST", `${at}/cancel`), onSuccess }),
    takeAs: useMutation({
      mutationFn: (kind: ImportKind) => send(Done, "POST", `${at}/kind`, { kind }),
      onSuccess,
    }),
  };
}
export type Steering = ReturnType<typeof useSteering>;

/** All refused rows as the text of a table that can be mended and sent in again. */
export const useRefused = (shop: string, id: string) =>
  useQuery({
    queryKey: ["imports", shop, id, "refused"],
    queryFn: async () => {
      const found = await fetch(`/api${below(shop)}/${id}/refused.csv`);
      if (!found.ok) throw new Error(`refused.csv answered ${found.status}`);
      return found.text();
    },
  });
