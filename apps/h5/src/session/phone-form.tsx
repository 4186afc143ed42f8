import { useMutation } from "@tanstack/react-query";
import { type FormEvent, type ReactElement, useState } from "react";
import { useTranslation } from "react-i18next";
import { requestCode, type Sent } from "./asks.ts";
import { Submit } from "./submit.tsx";

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
      <Submit error={code.error} busy={code.isPending} disabled={phone.length < 5}>
        {t("signIn.send")}
      </Submit>
    </form>
  );
}
