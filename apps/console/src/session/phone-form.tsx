import { useMutation } from "@tanstack/react-query";
import { Button, Form, Input } from "antd";
import { type ReactElement, useState } from "react";
import { useTranslation } from "react-i18next";
import { Refusal } from "../states/failure.tsx";
import { requestCode, type Sent } from "./asks.ts";

type Props = { readonly onSent: (phone: string, sent: Sent) => void };

export function PhoneForm({ onSent }: Props): ReactElement {
  const { t } = useTranslation();
  const [phone, setPhone] = useState("");
  const code = useMutation({ mutationFn: requestCode, onSuccess: (sent) => onSent(phone, sent) });
  return (
    <Form layout="vertical" requiredMark={false} onFinish={() => code.mutate(phone)}>
      <Form.Item label={t("signIn.phone")} htmlFor="phone">
        <Input
          id="phone"
          size="large"
          inputMode="tel"
          autoComplete="tel"
          autoFocus
          placeholder={t("signIn.phoneHint")}
          value={phone}
          onChange={(e) => setPhone(e.target.value.trim())}
        />
      </Form.Item>
      <Refusal error={code.error} />
      <Button
        type="primary"
        htmlType="submit"
        size="large"
        block
        loading={code.isPending}
        disabled={phone.length < 5}
      >
        {t("signIn.send")}
      </Button>
    </Form>
  );
}
