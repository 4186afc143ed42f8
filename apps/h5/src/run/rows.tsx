import type { ReactElement } from "react";
import { Found } from "../card/evidence-sheet.tsx";
import { Sheet } from "../frame/sheet.tsx";
import { Failure } from "../states/failure.tsx";
import { Waiting } from "../states/waiting.tsx";
import { useOpened } from "./asks.ts";

/** A figure and the address of its rows. */
export type Figure = { readonly title: string; readonly value: string; readonly opens: string };
type Props = {
  readonly shop: string;
  readonly figure: Figure | null;
  readonly onClose: () => void;
};

/** The rows behind any figure, in a sheet. */
export function Rows({ shop, figure, onClose }: Props): ReactElement {
  const rows = useOpened(shop, figure?.opens ?? null);
  return (
    <Sheet
      title={figure?.title ?? null}
      {...(figure === null ? {} : { value: figure.value })}
      onClose={onClose}
    >
      {rows.isLoading ? <Waiting blocks={2} /> : null}
      {rows.error ? (
        <Failure error={rows.error} onRetry={() => void rows.refetch()} busy={rows.isFetching} />
      ) : null}
      {rows.data ? <Found found={rows.data} /> : null}
    </Sheet>
  );
}
