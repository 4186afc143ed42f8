import { useMutation } from "@tanstack/react-query";
import type { Card } from "@zhongshu/brain/contract";
import { Button, Popup, Toast } from "antd-mobile";
import { type ReactElement, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { ConfirmSheet } from "../run/confirm.tsx";
import { FieldRefusal } from "../session/refused.tsx";
import { copied } from "../today/asks.ts";
import { toClipboard } from "./clipboard.ts";
import { Pictures } from "./pictures.tsx";
import { About } from "./rewrite.tsx";

type Props = { readonly card: Card };
type Draft = Card["drafts"][number];
type StyleProps = {
  readonly drafts: readonly Draft[];
  readonly chosen: Draft;
  readonly onChoose: (draft: Draft) => void;
};

function Styles({ drafts, chosen, onChoose }: StyleProps): ReactElement {
  const { t } = useTranslation();
  return (
    <div className="styles" role="tablist" aria-label={t("card.drafts")}>
      {drafts.map((each) => (
        <button
          key={each.style}
          type="button"
          role="tab"
          aria-selected={each.style === chosen.style}
          onClick={() => onChoose(each)}
        >
          {t(`card.style.${each.style}`)}
        </button>
      ))}
    </div>
  );
}

/** Where copying is not allowed to a page, the person copies: the text, ready to be pressed and held. */
function ByHand({
  text,
  onClose,
}: {
  readonly text: string | null;
  readonly onClose: () => void;
}): ReactElement {
  const { t } = useTranslation();
  return (
    <Popup visible={text !== null} onMaskClick={onClose} onClose={onClose} bodyClassName="sheet">
      <h2 className="sheet-title">{t("card.copyBy")}</h2>
      <p className="draft selectable">{text}</p>
    </Popup>
  );
}

function useCopy(card: Card, draft: Draft | undefined) {
  const { t } = useTranslation();
  const [byHand, setByHand] = useState<string | null>(null);
  const copy = useMutation({
    mutationFn: async () => {
      const text = await copied(card.shop, card.id, draft?.style ?? "");
      if (await toClipboard(text)) Toast.show({ content: t("card.copied"), icon: "success" });
      else setByHand(text);
      return { words: draft?.words, text };
    },
  });
  return { copy, byHand, close: () => setByHand(null) };
}

/** A card goes out once; afterwards its progress is what is looked for. */
function SendOrFollow({ card, onSend }: Props & { readonly onSend: () => void }): ReactElement {
  const { t } = useTranslation();
  const go = useNavigate();
  const { shop, sent } = card;
  return (
    <Button
      color="primary"
      shape="rounded"
      size="large"
      onClick={sent === null ? onSend : () => void go(`/${shop}/runs/${sent.execution}`)}
    >
      {t(sent === null ? "card.send" : "card.follow")}
    </Button>
  );
}

export function Drafts({ card }: Props): ReactElement | null {
  const { t } = useTranslation();
  const [style, setStyle] = useState<Draft["style"]>(card.drafts[0]?.style ?? "expert");
  const [pictures, setPictures] = useState(false);
  const [sending, setSending] = useState(false);
  const draft = card.drafts.find((each) => each.style === style);
  const { copy, byHand, close } = useCopy(card, draft);
  if (draft === undefined) return null;
  const fresh = copy.data?.words === draft.words ? copy.data.text : null;
  return (
    <section className="panel drafts">
      <h2>{t("card.drafts")}</h2>
      <Styles drafts={card.drafts} chosen={draft} onChoose={(each) => setStyle(each.style)} />
      <p className="draft selectable" role="tabpanel">
        {fresh ?? draft.filled}
      </p>
      <About card={card} draft={draft} />
      {fresh === null ? null : <p className="faint">{t("card.copyFilled")}</p>}
      <FieldRefusal error={copy.error} />
      <div className="actions three">
        <Button shape="rounded" size="large" onClick={() => setPictures(true)}>
          {t("card.pictures")}
        </Button>
        <Button shape="rounded" size="large" loading={copy.isPending} onClick={() => copy.mutate()}>
          {t("card.copy")}
        </Button>
        <SendOrFollow card={card} onSend={() => setSending(true)} />
      </div>
      <ByHand text={byHand} onClose={close} />
      <ConfirmSheet card={card} style={style} open={sending} onClose={() => setSending(false)} />
      <Pictures card={card} open={pictures} onClose={() => setPictures(false)} />
    </section>
  );
}
