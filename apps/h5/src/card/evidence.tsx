import type { Card } from "@zhongshu/brain/contract";
import { Popup } from "antd-mobile";
import { type ReactElement, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLanguage } from "../words/i18n.ts";
import { EvidenceSheet } from "./evidence-sheet.tsx";

type Evidence = Card["evidence"][number];

export function EvidenceList({ card }: { readonly card: Card }): ReactElement {
  const { t } = useTranslation();
  const language = useLanguage();
  const [opened, setOpened] = useState<Evidence | null>(null);
  const close = () => setOpened(null);
  return (
    <section className="panel">
      <h2>
        {t("card.evidence")} <small>{t("card.evidenceHint")}</small>
      </h2>
      <ul className="evidence">
        {card.evidence.map((each) => (
          <li key={each.key}>
            <button type="button" aria-haspopup="dialog" onClick={() => setOpened(each)}>
              <span>{each.title[language]}</span>
              <strong className="figures">{each.figure[language]}</strong>
              <span className="chevron right" aria-hidden="true" />
            </button>
          </li>
        ))}
      </ul>
      <Popup
        visible={opened !== null}
        onMaskClick={close}
        onClose={close}
        bodyClassName="sheet tall"
        destroyOnClose
      >
        {opened === null ? null : <EvidenceSheet card={card} evidence={opened} onClose={close} />}
      </Popup>
    </section>
  );
}
