import { Popup } from "antd-mobile";
import type { ReactElement, ReactNode } from "react";
import { useTranslation } from "react-i18next";

type Props = {
  /** Null: it is shut. */
  readonly title: string | null;
  readonly value?: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
};

/** What a figure opens to, from below, with its name and a way to shut it. */
export function Sheet({ title, value, onClose, children }: Props): ReactElement {
  const { t } = useTranslation();
  return (
    <Popup
      visible={title !== null}
      onMaskClick={onClose}
      onClose={onClose}
      bodyClassName="sheet tall"
      destroyOnClose
    >
      <div role="dialog" aria-label={title ?? ""} className="evidence-sheet">
        <header className="between">
          <h2 className="sheet-title">
            {title} {value === undefined ? null : <strong className="figures">{value}</strong>}
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
        {children}
      </div>
    </Popup>
  );
}
