import type { Confirm } from "@zhongshu/brain/contract";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { useLanguage } from "../words/i18n.ts";
import type { Choice } from "./asks.ts";

type Props = {
  readonly confirm: Confirm;
  readonly choice: Choice;
  readonly choose: (change: Partial<Choice>) => void;
};

type LearnProps = Props & { readonly suggested: boolean };

function Learn({ confirm: { preview }, choose, suggested }: LearnProps): ReactElement {
  const { t } = useTranslation();
  const hint = preview.way === "group-copy" ? "run.learnGroups" : "run.learnHint";
  return (
    <label className="switch between">
      <span>
        {t(preview.way === "group-copy" ? "run.learnSome" : "run.learn")}
        <small>{suggested ? t(hint, { n: preview.toHoldOut }) : t("run.learnNone")}</small>
      </span>
      <input
        type="checkbox"
        checked={suggested}
        onChange={() => choose({ holdOutShare: suggested ? 0 : null })}
      />
    </label>
  );
}

/** How it goes out, how many are left out this time and what that means; the product's own proposal is the first of each. */
export function Choices(props: Props): ReactElement {
  const { t } = useTranslation();
  const language = useLanguage();
  const { confirm, choice, choose } = props;
  const { ways, preview, unproven, enough } = confirm;
  const suggested = choice.holdOutShare === null;
  // With one group there is nobody to leave out, and nothing to choose.
  const nothing = suggested && preview.toHoldOut === 0;
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
      {nothing ? null : <Learn {...props} suggested={suggested} />}
      {enough === null ? null : <p className="faint">{enough[language]}</p>}
      {unproven === null ? null : <p className="note">{unproven[language]}</p>}
    </>
  );
}
