import type { Wordings } from "@zhongshu/kernel";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { useLanguage } from "../words/i18n.ts";

export type ProofProps = {
  /** When, how, and who wrote it down. */
  readonly said: string;
  /** Under which number it is kept; null where it was not. */
  readonly id: string | null;
  /** Which version of the wording they had before them; null where it was no page of ours. */
  readonly words: number | null;
  readonly versions: Wordings;
};

/** What shows that a word was said: when and how, its number, and the words that the customer read. */
export function Proof({ said, id, words, versions }: ProofProps): ReactElement {
  const { t } = useTranslation();
  const language = useLanguage();
  const read = words === null ? undefined : versions[words - 1];
  return (
    <small>
      {said}
      {id === null ? null : <span className="number"> · {t("privacy.number", { id })}</span>}
      {read === undefined ? null : (
        <details>
          <summary>{t("privacy.words", { n: words })}</summary>
          <q>{read.label[language]}</q>
          <p>{t("privacy.wordsOn", { text: read.on[language] })}</p>
          <p>{t("privacy.wordsOff", { text: read.off[language] })}</p>
        </details>
      )}
    </small>
  );
}
