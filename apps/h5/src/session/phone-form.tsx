import { useMutation } from "@tanstack/react-query";
import { Button } from "antd-mobile";
import { type FormEvent, type ReactElement, useState } from "react";
import { useTranslation } from "react-i18next";
import { requestCode, type Sent } from "./asks.ts";
import { FieldRefusal } from "./refused.tsx";

type Props = { readonly onSent: (phone: string, sent: Sent) => void };

export function PhoneForm({ onSent }: Props): ReactElement {
  const { t } = useTranslation();
  const [phone, setPhone] = useState("");
  const code = useMutation({ mutationFn: requestCode, onSuccess: (sent) => onSent(phone, sent) });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    code.mutate(phone);
  };
  return (
    <form className="field-form" onSubmit={submit}>
      <label htmlFor="phone">{t("signIn.phone")}</label>
      <input
        id="phone"
        type="tel"
        inputMode="tel"
        autoComplete="tel"
        placeholder={t("signIn.phoneHint")}
        value={phone}
        onChange={(e) => setPhone(e.target.value.trim())}
      />
      <FieldRefusal error={code.error} />
      <Button
        type="submit"
        block
        color="primary"
        size="large"
        shape="rounded"
        loading={code.isPending}
        disabled={phone.length < 5}
      >
        {t("signIn.send")}
      </Button>
    </form>
  );
}
