import { when } from "@zhongshu/browser";
import type { Text, Wordings } from "@zhongshu/kernel";
import { PERSONALISED_WORDINGS, type Rights } from "@zhongshu/people/contract";
import { MESSAGE_WORDINGS, type OptOut, type OwnConsents } from "@zhongshu/reach/contract";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { useLanguage } from "../words/i18n.ts";
import { useConsents } from "./asks.ts";

/** One word of the customer: on or off, when, how it was said, its number, and the words that they had before them. */
type Line = {
  readonly id: string | null;
  readonly at: number;
  readonly what: Text;
  readonly on: boolean;
  readonly how: string;
  readonly shown: readonly [words: number, text: Text] | null;
};

/** On that version of the page stood what a switch that was on, or off, means; whoever moved it saw the other side. */
function shownOf(versions: Wordings, words: number | null, on: boolean): Line["shown"] {
  const version = words === null ? undefined : versions[words - 1];
  return version === undefined || words === null ? null : [words, on ? version.off : version.on];
}

type Told = Omit<OptOut, "purpose">;
function linesOfWord(one: Told, versions: Wordings, on: boolean): readonly Line[] {
  const { label: what } = versions[0];
  const said: Line = {
    ...{ id: one.id, at: one.at, what, on, how: one.proof },
    shown: shownOf(versions, one.words, on),
  };
  if (one.withdrawnAt === null) return [said];
  const back: Line = {
    ...{ id: one.withdrawnId, at: one.withdrawnAt, what, on: !on, how: one.withdrawnProof ?? "" },
    shown: shownOf(versions, one.withdrawnWords, !on),
  };
  return [said, back];
}

/** Everything that the customer said, newest first. */
function linesOf(choices: Rights["choices"], { refused, agreed }: OwnConsents): readonly Line[] {
  const chosen = choices.map(
    ({ id, at, personalised: on, how, words }): Line => ({
      ...{ id, at, on, how, what: PERSONALISED_WORDINGS[0].label },
      shown: shownOf(PERSONALISED_WORDINGS, words, on),
    }),
  );
  return [
    ...chosen,
    ...refused.flatMap((one) => linesOfWord(one, MESSAGE_WORDINGS[one.purpose], false)),
    ...agreed.flatMap((one) => linesOfWord(one, MESSAGE_WORDINGS.marketing, true)),
  ].toSorted((a, b) => b.at - a.at);
}

function Word({ line }: { readonly line: Line }): ReactElement {
  const { t } = useTranslation();
  const language = useLanguage();
  const { id, at, what, on, how, shown } = line;
  return (
    <li>
      <strong>
        {what[language]} · {t(on ? "customer.privacy.saidYes" : "customer.privacy.saidNo")}
      </strong>
      <p>
        {when(at, language)} · {how}
      </p>
      {shown === null ? null : (
        <p>{t("customer.privacy.shown", { n: shown[0], text: shown[1][language] })}</p>
      )}
      {id === null ? null : <p>{t("customer.privacy.number", { id })}</p>}
    </li>
  );
}

/** What the customer said and what proves it; closed until they want to see it. */
export function Said({ choices }: Pick<Rights, "choices">): ReactElement | null {
  const { t } = useTranslation();
  const consents = useConsents();
  const lines = linesOf(choices, consents.data ?? { refused: [], agreed: [] });
  if (lines.length === 0) return null;
  return (
    <details className="c-said">
      <summary>{t("customer.privacy.said")}</summary>
      <ol>
        {lines.map((line) => (
          <Word key={`${line.id} ${line.at} ${line.on}`} line={line} />
        ))}
      </ol>
    </details>
  );
}
