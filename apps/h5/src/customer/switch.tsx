import { Refused } from "@zhongshu/browser";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { useLanguage } from "../words/i18n.ts";

type Props = {
  readonly on: boolean;
  readonly busy: boolean;
  readonly error: Error | null;
  readonly onChange: (on: boolean) => void;
};

/** Messages wanted or not, in plain words; the same switch takes it back. */
export function Switch({ on, busy, error, onChange }: Props): ReactElement {
  const { t } = useTranslation();
  const language = useLanguage();
  const refused = error instanceof Refused ? error.text.message[language] : t("state.unexpected");
  return (
    <section className="panel c-switch" id="stop">
      <div>
        <h2 id="stop-label">{t("customer.inbox.switch")}</h2>
        <p>{on ? t("customer.inbox.switchOn") : t("customer.inbox.switchOff")}</p>
        {error === null ? null : (
          <p className="refusal" role="alert">
            {refused}
          </p>
        )}
      </div>
      <button
        type="button"
        role="switch"
        aria-checked={on}
        aria-labelledby="stop-label"
        aria-busy={busy}
        disabled={busy}
        onClick={() => onChange(!on)}
      >
        <span />
      </button>
    </section>
  );
}
