import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Card } from "@zhongshu/brain/contract";
import { AI_LABEL } from "@zhongshu/cards";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { FieldRefusal } from "../session/refused.tsx";
import { rewritten } from "../today/asks.ts";
import { useLanguage } from "../words/i18n.ts";

type Draft = Card["drafts"][number];

/** Another draft of this style: it stands on the card at once, and a model's replaces it when it is written. */
function useRewrite({ shop, id }: Card, { style }: Draft) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => rewritten(shop, id, style),
    onSuccess: (draft) =>
      client.setQueryData<Card>(["cards", shop, id], (card) =>
        card === undefined
          ? card
          : { ...card, drafts: card.drafts.map((each) => (each.style === style ? draft : each)) },
      ),
  });
}

/** For whom the draft is, who made it, and how to get another one. */
export function About({
  card,
  draft,
}: {
  readonly card: Card;
  readonly draft: Draft;
}): ReactElement {
  const { t } = useTranslation();
  const language = useLanguage();
  const rewrite = useRewrite(card, draft);
  const busy = rewrite.isPending || draft.writing === true;
  return (
    <>
      <div className="draft-about">
        <span className="faint">{t(`card.form.${draft.form}`)}</span>
        {draft.madeBy === "model" ? <span className="made-by">{AI_LABEL[language]}</span> : null}
        <button type="button" disabled={busy} onClick={() => rewrite.mutate()}>
          {t(busy ? "card.writing" : "card.another")}
        </button>
      </div>
      {draft.told === undefined ? null : (
        <p className="faint" role="status">
          {draft.told[language]}
        </p>
      )}
      <FieldRefusal error={rewrite.error} />
    </>
  );
}
