import { useMutation } from "@tanstack/react-query";
import { phoneOf } from "@zhongshu/browser";
import { type FormEvent, type ReactElement, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { requestCode, type Sent, signIn } from "./asks.ts";
import { Submit } from "./submit.tsx";

type Props = {
  readonly phone: string;
  readonly sent: Sent;
  readonly onEnter: () => void;
  readonly onChange: () => void;
};

function useCountdown(seconds: number): number {
  const [left, setLeft] = useState(seconds);
  useEffect(() => setLeft(seconds), [seconds]);
  useEffect(() => {
    if (left <= 0) return;
    const tick = setTimeout(() => setLeft(left - 1), 1_000);
    return () => clearTimeout(tick);
  }, [left]);
  return left;
}

function Again({ phone, first }: { readonly phone: string; readonly first: Sent }): ReactElement {
  const { t } = useTranslation();
  const again = useMutation({ mutationFn: () => requestCode(phone) });
  const left = useCountdown((again.data ?? first).resendAfterS);
  if (left > 0) return <span className="faint">{t("signIn.againIn", { seconds: left })}</span>;
  return (
    <button
      type="button"
      className="quiet"
      disabled={again.isPending}
      onClick={() => again.mutate()}
    >
      {t("signIn.again")}
    </button>
  );
}

function DemoCode({ code, onUse }: { readonly code: string; readonly onUse: () => void }) {
  const { t } = useTranslation();
  return (
    <button type="button" className="demo-code" onClick={onUse}>
      <span>{t("signIn.demo")}</span>
      <strong className="figures">{code}</strong>
      <em>{t("signIn.useDemo")}</em>
    </button>
  );
}

export function CodeForm({ phone, sent, onEnter, onChange }: Props): ReactElement {
  const { t } = useTranslation();
  const [code, setCode] = useState("");
  const enter = useMutation({ mutationFn: () => signIn(phone, code), onSuccess: onEnter });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    enter.mutate();
  };
  return (
    <form className="field-form" onSubmit={submit}>
      <label htmlFor="code">{t("signIn.sentTo", { phone: phoneOf(phone) })}</label>
      <input
        id="code"
        className="code"
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={6}
        placeholder={t("signIn.codeHint")}
        value={code}
        onChange={(e) => setCode(e.target.value.replace(/\D/g, ""))}
      />
      {sent.demoCode === undefined ? null : (
        <DemoCode code={sent.demoCode} onUse={() => setCode(sent.demoCode ?? "")} />
      )}
      <Submit error={enter.error} busy={enter.isPending} disabled={code.length < 4}>
        {t("signIn.enter")}
      </Submit>
      <div className="between">
        <Again phone={phone} first={sent} />
        <button type="button" className="quiet" onClick={onChange}>
          {t("signIn.change")}
        </button>
      </div>
    </form>
  );
}
