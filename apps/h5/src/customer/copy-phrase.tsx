import { type ReactElement, useState } from "react";
import { useTranslation } from "react-i18next";
import { toClipboard } from "../card/clipboard.ts";

type Props = { readonly phrase: string; readonly label: string };

/** Words to be sent to the owner by hand, and the button that copies them. */
export function CopyPhrase({ phrase, label }: Props): ReactElement {
  const { t } = useTranslation();
  const [copied, setCopied] = useState<boolean | null>(null);
  return (
    <div className="c-phrase">
      <blockquote className="selectable">{phrase}</blockquote>
      <button
        type="button"
        className="c-button"
        onClick={() => void toClipboard(phrase).then(setCopied)}
      >
        {copied === true ? t("customer.offer.copied") : label}
      </button>
      {copied === false ? <p role="status">{t("customer.offer.copyBy")}</p> : null}
      {copied === true ? (
        <p role="status" className="c-hidden">
          {t("customer.offer.copied")}
        </p>
      ) : null}
    </div>
  );
}
