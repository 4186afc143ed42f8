import type { Confirm } from "@zhongshu/brain/contract";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import type { Choice } from "./asks.ts";

type Props = {
  readonly confirm: Confirm;
  readonly choice: Choice;
  readonly choose: (change: Partial<Choice>) => void;
};

/** How it goes out, and how many are left out this time; the product's own proposal is the first of each. */
export function Choices({ confirm, choice, choose }: Props): ReactElement {
  const { t } = useTranslation();
  const { ways, preview } = confirm;
  const suggested = choice.holdOutShare === null;
  // With one group there is nobody to leave out, and nothing to choose.
  const nothing = suggested && preview.toHoldOut === 0;
  const hint = preview.way === "group-copy" ? "run.learnGroups" : "run.learnHint";
  return (
    <>
      {ways.length < 2 ? null : (
        <div className="styles ways" role="tablist" aria-label={t("run.way")}>
          {ways.map((way) => (
            <button
              key={way}
              type="button"
              role="tab"
              aria-selected={way === preview.way}
              onClick={() => choose({ way, holdOutShare: null })}
            >
              {t(`run.ways.${way}`)}
            </button>
          ))}
        </div>
      )}
      {nothing ? null : (
        <label className="switch between">
          <span>
            {t(preview.way === "group-copy" ? "run.learnSome" : "run.learn")}
            <small>{t(hint, { n: preview.toHoldOut })}</small>
          </span>
          <input
            type="checkbox"
            checked={suggested}
            onChange={() => choose({ holdOutShare: suggested ? 0 : null })}
          />
        </label>
      )}
    </>
  );
}
