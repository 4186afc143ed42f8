import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { ask, query, send } from "@zhongshu/browser";
import { Admitted, type ColumnMatch, type ImportKind, ImportRun } from "@zhongshu/ledger/contract";
import { z } from "zod";

const Imports = z.object({ imports: z.array(ImportRun) });
const below = (shop: string): string => `/shops/${shop}/imports`;
const POLL_MS = 700;

export const useImports = (shop: string) =>
  useQuery({ queryKey: ["imports", shop], queryFn: () => ask(Imports, below(shop)) });

const isMoving = (run: ImportRun | undefined): boolean =>
  run?.state === "running" || run?.state === "undoing";

export const useImport = (shop: string, id: string) =>
  useQuery({
    queryKey: ["imports", shop, id],
    queryFn: () => ask(ImportRun, `${below(shop)}/${id}`),
    refetchInterval: (now) => (isMoving(now.state.data) ? POLL_MS : false),
  });

/** What it is a list of is told by its columns. */
export const upload = (shop: string, file: File): Promise<Admitted> =>
  send(Admitted, "POST", below(shop) + query({ kind: "auto", name: file.name }), file);

export type Start = {
  readonly columns: readonly Pick<ColumnMatch, "column" | "field">[];
  readonly dryRun: boolean;
  readonly source: string;
  readonly currency: string;
};

/** Starting and stopping one import, and saying what it is a list of; what the server answers is what the page shows next. */
export function useSteering(shop: string, id: string) {
  const queries = useQueryClient();
  const onSuccess = () => queries.invalidateQueries({ queryKey: ["imports", shop] });
  const at = `${below(shop)}/${id}`;
  const start = useMutation({
    mutationFn: (wish: Start) => send(z.unknown(), "POST", `${at}/start`, wish),
    onSuccess,
  });
  const cancel = useMutation({
    mutationFn: () => send(z.unknown(), "POST", `${at}/cancel`),
    onSuccess,
  });
  const takeAs = useMutation({
    mutationFn: (kind: ImportKind) => send(z.unknown(), "POST", `${at}/kind`, { kind }),
    onSuccess,
  });
  return { start, cancel, takeAs };
}
export type Steering = ReturnType<typeof useSteering>;
