import { useQueryClient } from "@tanstack/react-query";
import { type ReactElement, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation, useNavigate } from "react-router";
import { z } from "zod";
import type { Sent } from "./asks.ts";
import { CodeForm } from "./code-form.tsx";
import { PhoneForm } from "./phone-form.tsx";

const From = z.object({ from: z.string().startsWith("/") });

function Brand(): ReactElement {
  const { t } = useTranslation();
  return (
    <header className="brand">
      <span className="brand-mark" aria-hidden="true">
        <svg viewBox="0 0 32 32" role="presentation">
          <path d="M16 6v20M8 12h16v8H8z" />
        </svg>
      </span>
      <h1>{t("app.name")}</h1>
      <p>{t("app.promise")}</p>
    </header>
  );
}

function LanguageSwitch(): ReactElement {
  const { t, i18n } = useTranslation();
  const other = i18n.language.startsWith("en") ? "zh-CN" : "en";
  return (
    <button type="button" className="quiet corner" onClick={() => void i18n.changeLanguage(other)}>
      {t("shop.language")}
    </button>
  );
}

export function SignIn(): ReactElement {
  const { t } = useTranslation();
  const [asked, setAsked] = useState<{ readonly phone: string; readonly sent: Sent } | null>(null);
  const go = useNavigate();
  const queries = useQueryClient();
  const came = From.safeParse(useLocation().state);
  const enter = () => {
    queries.clear();
    void go(came.success ? came.data.from : "/", { replace: true });
  };
  return (
    <main className="sign-in">
      <LanguageSwitch />
      <Brand />
      {came.success && came.data.from !== "/" && asked === null ? (
        <p className="note">{t("signIn.ended")}</p>
      ) : null}
      {asked === null ? (
        <PhoneForm onSent={(phone, sent) => setAsked({ phone, sent })} />
      ) : (
        <CodeForm {...asked} onEnter={enter} onChange={() => setAsked(null)} />
      )}
      <p className="small-print">{t("signIn.agree")}</p>
    </main>
  );
}
