import { useQueryClient } from "@tanstack/react-query";
import { Alert, Button } from "antd";
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
      <h1>{t("app.title")}</h1>
      <p className="faint">{t("app.promise")}</p>
    </header>
  );
}

export function SignIn(): ReactElement {
  const { t, i18n } = useTranslation();
  const [asked, setAsked] = useState<{ readonly phone: string; readonly sent: Sent } | null>(null);
  const go = useNavigate();
  const queries = useQueryClient();
  const came = From.safeParse(useLocation().state);
  const enter = () => {
    queries.clear();
    void go(came.success ? came.data.from : "/", { replace: true });
  };
  const other = i18n.language.startsWith("en") ? "zh-CN" : "en";
  return (
    <main className="sign-in">
      <section>
        <Brand />
        {came.success && came.data.from !== "/" && asked === null ? (
          <Alert type="info" showIcon title={t("signIn.ended")} className="refusal" />
        ) : null}
        {asked === null ? (
          <PhoneForm onSent={(phone, sent) => setAsked({ phone, sent })} />
        ) : (
          <CodeForm {...asked} onEnter={enter} onChange={() => setAsked(null)} />
        )}
      </section>
      <Button type="text" onClick={() => void i18n.changeLanguage(other)}>
        {t("frame.language")}
      </Button>
    </main>
  );
}
