import { archive, workbook } from "@zhongshu/browser";
import { latest } from "@zhongshu/kernel";
import { copyFiles, PERSONALISED_WORDINGS } from "@zhongshu/people/contract";
import { type ReactElement, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLanguage } from "../words/i18n.ts";
import { useErase, useHeld, usePersonalise, useRights } from "./asks.ts";
import { Refusal } from "./refusal.tsx";
import { Said } from "./said.tsx";
import { Switch } from "./switch.tsx";

type Props = { readonly shop: string };

/** Everything that the shop holds of the customer, as an archive of their own: sheets to read, and all of it for programs. */
function Mine(): ReactElement {
  const { t } = useTranslation();
  const language = useLanguage();
  const held = useHeld();
  const give = (): void =>
    held.mutate(undefined, {
      onSuccess: (all) => {
        const files = archive(copyFiles(all, language, workbook));
        const url = URL.createObjectURL(new Blob([files], { type: "application/zip" }));
        const link = document.createElement("a");
        link.href = url;
        link.download = `${t("customer.privacy.file")}.zip`;
        link.click();
        URL.revokeObjectURL(url);
      },
    });
  return (
    <>
      <button type="button" className="c-button" disabled={held.isPending} onClick={give}>
        {t(held.isSuccess ? "customer.privacy.mineGiven" : "customer.privacy.mine")}
      </button>
      <Refusal error={held.error} />
    </>
  );
}

type EraseProps = { readonly waiting: boolean };

/** What will happen is said before; the second tap does it. */
function Erase({ waiting }: EraseProps): ReactElement {
  const { t } = useTranslation();
  const [asked, setAsked] = useState(false);
  const erase = useErase();
  if (waiting || erase.isSuccess) return <p role="status">{t("customer.privacy.erasing")}</p>;
  if (!asked)
    return (
      <button type="button" className="quiet c-erase" onClick={() => setAsked(true)}>
        {t("customer.privacy.erase")}
      </button>
    );
  return (
    <div className="c-sure">
      <p>{t("customer.privacy.eraseMeans")}</p>
      <button
        type="button"
        className="c-button c-danger"
        disabled={erase.isPending}
        onClick={() => erase.mutate()}
      >
        {t("customer.privacy.eraseNow")}
      </button>
      <button type="button" className="quiet" onClick={() => setAsked(false)}>
        {t("customer.privacy.keep")}
      </button>
      <Refusal error={erase.error} />
    </div>
  );
}

/** What the customer may want of their own data: to be chosen by it or not, to have it, to have it gone. */
export function Privacy({ shop }: Props): ReactElement | null {
  const { t } = useTranslation();
  const language = useLanguage();
  const rights = useRights();
  const personalise = usePersonalise();
  if (rights.data === undefined) return null;
  const { personalised, choices, erasure } = rights.data;
  const { words, ...wording } = latest(PERSONALISED_WORDINGS);
  return (
    <>
      <Switch
        id="personalised"
        label={wording.label[language]}
        means={wording[personalised ? "on" : "off"][language]}
        on={personalised}
        busy={personalise.isPending}
        error={personalise.error}
        onChange={(on) => personalise.mutate({ personalised: on, words })}
      />
      <section className="panel c-privacy" id="privacy">
        <h2>{t("customer.privacy.title")}</h2>
        <p>{t("customer.privacy.lead", { shop })}</p>
        <Said choices={choices} />
        <Mine />
        <Erase waiting={erasure !== null} />
      </section>
    </>
  );
}
