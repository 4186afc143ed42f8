import { Popup } from "antd-mobile";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Found } from "../card/evidence-sheet.tsx";
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
  const { t } = useTranslation();
  const rows = useOpened(shop, figure?.opens ?? null);
  return (
    <Popup
      visible={figure !== null}
      onMaskClick={onClose}
      onClose={onClose}
      bodyClassName="sheet tall"
      destroyOnClose
    >
      <div role="dialog" aria-label={figure?.title} className="evidence-sheet">
        <header className="between">
          <h2 className="sheet-title">
            {figure?.title} <strong className="figures">{figure?.value}</strong>
          </h2>
          <button
            type="button"
            className="close"
            aria-label={t("evidence.close")}
            onClick={onClose}
          >
            ×
          </button>
        </header>
        {rows.isLoading ? <Waiting blocks={2} /> : null}
        {rows.error ? (
          <Failure error={rows.error} onRetry={() => void rows.refetch()} busy={rows.isFetching} />
        ) : null}
        {rows.data ? <Found found={rows.data} /> : null}
      </div>
    </Popup>
  );
}
