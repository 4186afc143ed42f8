import { latest } from "@zhongshu/kernel";
import { MESSAGE_WORDINGS } from "@zhongshu/reach/contract";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { useSilence } from "./asks.ts";
import { Refusal } from "./refusal.tsx";

/** The place of the switch that this press turns off, and that alone turns on again. */
export const STOP = "stop";

type Props = { readonly off: boolean };

/** Every message promises that one press here is enough; it says what the switch below says. */
export function Stop({ off }: Props): ReactElement {
  const { t } = useTranslation();
  const silence = useSilence("marketing");
  const { words } = latest(MESSAGE_WORDINGS.marketing);
  if (off)
    return (
      <span className="c-stopped" role="status">
        ✓ {t("customer.inbox.stopped")}{" "}
        <a className="c-stop" href={`#${STOP}`}>
          {t("customer.inbox.backOn")}
        </a>
      </span>
    );
  return (
    <>
      <button
        type="button"
        className="c-stop"
        aria-busy={silence.isPending}
        disabled={silence.isPending}
        onClick={() => silence.mutate({ on: true, words })}
      >
        {t("customer.inbox.stop")}
      </button>
      <Refusal error={silence.error} />
    </>
  );
}
