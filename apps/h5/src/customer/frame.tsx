import { Refused } from "@zhongshu/browser";
import { type ReactElement, type ReactNode, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useLanguage } from "../words/i18n.ts";
import { CopyPhrase } from "./copy-phrase.tsx";

type ShopProps = { readonly shop: string };

/** Whose page this is: the shop's, on top and in the title of the window. */
export function ShopHead({ shop }: ShopProps): ReactElement {
  useEffect(() => {
    document.title = shop;
  }, [shop]);
  return (
    <header className="c-head">
      <span className="avatar" aria-hidden="true">
        {[...shop][0]}
      </span>
      <span className="shop-name">{shop}</span>
      <Language />
    </header>
  );
}

export function Language(): ReactElement {
  const { t, i18n } = useTranslation();
  const other = i18n.language.startsWith("en") ? "zh-CN" : "en";
  return (
    <button
      type="button"
      className="quiet c-language"
      onClick={() => void i18n.changeLanguage(other)}
    >
      {t("customer.page.language")}
    </button>
  );
}

type NoticeProps = {
  readonly mark: string;
  readonly title: string;
  readonly next: string;
  readonly alert?: boolean;
  readonly children?: ReactNode;
};

/** One thing to know and one thing to do. */
export function Notice({ mark, title, next, alert = false, children }: NoticeProps): ReactElement {
  return (
    <section className="state" role={alert ? "alert" : undefined}>
      <span className="state-mark" aria-hidden="true">
        {mark}
      </span>
      <h2>{title}</h2>
      <p>{next}</p>
      {children}
    </section>
  );
}

type FailureProps = { readonly error: Error; readonly busy: boolean; readonly onRetry: () => void };

/** Ways in that lead nowhere: only the owner can give a new one, so the words to ask for it are at hand. */
const NEEDS_OWNER = new Set([
  "inbox.closed",
  "reach.entry-used",
  "reach.entry-expired",
  "reach.no-entry",
]);
const FINAL = new Set([...NEEDS_OWNER, "reach.no-link"]);

/** What went wrong in the server's own words, with what to do about it. */
export function Failure({ error, busy, onRetry }: FailureProps): ReactElement {
  const { t } = useTranslation();
  const language = useLanguage();
  const refused = error instanceof Refused ? error : null;
  const code = refused?.code ?? "";
  return (
    <Notice
      alert
      mark={FINAL.has(code) ? "⌁" : "!"}
      title={refused?.text.message[language] ?? t("state.unexpected")}
      next={refused?.text.next[language] ?? t("state.unexpectedNext")}
    >
      {NEEDS_OWNER.has(code) ? (
        <>
          <CopyPhrase phrase={t("customer.inbox.askOwner")} label={t("customer.inbox.copyAsk")} />
          <p className="c-say">{t("customer.inbox.justSay")}</p>
        </>
      ) : null}
      {FINAL.has(code) ? null : (
        <button type="button" className="c-button" disabled={busy} onClick={onRetry}>
          {t("state.retry")}
        </button>
      )}
      <Language />
    </Notice>
  );
}
