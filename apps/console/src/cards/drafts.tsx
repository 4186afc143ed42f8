import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Card as Opportunity } from "@zhongshu/brain/contract";
import { AI_LABEL } from "@zhongshu/cards";
import { App, Button, Card, Modal, Tabs, Tag } from "antd";
import { type ReactElement, useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "../session/asks.ts";
import { Refusal } from "../states/failure.tsx";
import { useLanguage } from "../words/i18n.ts";
import { copied } from "./asks.ts";
import "../forms/forms.css";

type Props = { readonly card: Opportunity };
type Draft = Opportunity["drafts"][number];

/** False where the browser keeps the clipboard from the page, as it does without https. */
const toClipboard = async (text: string): Promise<boolean> => {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
};

/** The text with the prices of this moment: to the clipboard, or else shown to be copied by hand. */
function useCopy({ shop, id }: Opportunity) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [byHand, setByHand] = useState<string | null>(null);
  const copy = useMutation({
    mutationFn: async (style: Draft["style"]) => {
      const text = await copied({ shop, card: id, style });
      if (await toClipboard(text)) void message.success(t("cards.copied"));
      else setByHand(text);
      await queries.invalidateQueries({ queryKey: ["paged", `/shops/${shop}/audit`] });
      return { style, text };
    },
  });
  return { copy, byHand, close: () => setByHand(null) };
}

/** For whom it is written, and by whom: what a model wrote says so. */
function About({ draft }: { readonly draft: Draft }): ReactElement {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <p className="faint">
      {t(`cards.form.${draft.form}`)}{" "}
      {draft.madeBy === "model" ? <Tag>{AI_LABEL[language]}</Tag> : null}
      {draft.writing === true ? t("cards.writing") : draft.told?.[language]}
    </p>
  );
}

export function Drafts({ card }: Props): ReactElement {
  const { t } = useTranslation();
  const may = useMay("cards.act");
  const { copy, byHand, close } = useCopy(card);
  const items = card.drafts.map(({ style, filled, ...draft }) => ({
    key: style,
    label: t(`cards.style.${style}`),
    children: (
      <>
        <p className="draft">{copy.data?.style === style ? copy.data.text : filled}</p>
        <About draft={{ style, filled, ...draft }} />
        {may ? (
          <div className="form-end">
            <Button type="primary" loading={copy.isPending} onClick={() => copy.mutate(style)}>
              {t("cards.copy")}
            </Button>
            <span className="faint">{t("cards.copyHint")}</span>
          </div>
        ) : null}
      </>
    ),
  }));
  return (
    <Card title={t("cards.drafts")}>
      <Tabs items={items} destroyOnHidden onChange={() => copy.reset()} />
      <Refusal error={copy.error} />
      <Modal open={byHand !== null} title={t("cards.byHand")} footer={null} onCancel={close}>
        <p className="draft by-hand">{byHand}</p>
      </Modal>
    </Card>
  );
}
