import { useMutation } from "@tanstack/react-query";
import { phoneOf } from "@zhongshu/browser";
import { Alert, Button, Form, Input } from "antd";
import { type ReactElement, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Refusal } from "../states/failure.tsx";
import { requestCode, type Sent, signIn } from "./asks.ts";

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
  return (
    <Button
      type="link"
      disabled={left > 0}
      loading={again.isPending}
      onClick={() => again.mutate()}
    >
      {left > 0 ? t("signIn.againIn", { seconds: left }) : t("signIn.again")}
    </Button>
  );
}

function Demo({
  code,
  onUse,
}: {
  readonly code: string;
  readonly onUse: () => void;
}): ReactElement {
  const { t } = useTranslation();
  return (
    <Alert
      type="success"
      className="refusal"
      title={
        <>
          {t("signIn.demo")} <strong className="figures">{code}</strong>
        </>
      }
      action={
        <Button size="small" onClick={onUse}>
          {t("signIn.useDemo")}
        </Button>
      }
    />
  );
}

export function CodeForm({ phone, sent, onEnter, onChange }: Props): ReactElement {
  const { t } = useTranslation();
  const [code, setCode] = useState("");
  const enter = useMutation({ mutationFn: () => signIn(phone, code), onSuccess: onEnter });
  return (
    <Form layout="vertical" requiredMark={false} onFinish={() => enter.mutate()}>
      <Form.Item label={t("signIn.sentTo", { phone: phoneOf(phone) })} htmlFor="code">
        <Input
          id="code"
          size="large"
          inputMode="numeric"
          autoComplete="one-time-code"
          autoFocus
          maxLength={6}
          placeholder={t("signIn.codeHint")}
          value={code}
          onChange={(e) => setCode(e.target.value.replace(/\D/g, ""))}
        />
      </Form.Item>
      {sent.demoCode === undefined ? null : (
        <Demo code={sent.demoCode} onUse={() => setCode(sent.demoCode ?? "")} />
      )}
      <Refusal error={enter.error} />
      <Button
        type="primary"
        htmlType="submit"
        size="large"
        block
        loading={enter.isPending}
        disabled={code.length < 4}
      >
        {t("signIn.enter")}
      </Button>
      <div className="between">
        <Again phone={phone} first={sent} />
        <Button type="link" onClick={onChange}>
          {t("signIn.change")}
        </Button>
      </div>
    </Form>
  );
}
