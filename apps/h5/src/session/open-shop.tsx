import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, type ReactElement, useState } from "react";
import { useTranslation } from "react-i18next";
import { openShop } from "./asks.ts";
import { Submit } from "./submit.tsx";

/** A shop of one's own: what it is called, and who opens it. Whoever has one is led to it by the page around this. */
export function OpenShop(): ReactElement {
  const { t } = useTranslation();
  const [name, setName] = useState("");
  const [owner, setOwner] = useState("");
  const queries = useQueryClient();
  const opening = useMutation({
    mutationFn: openShop,
    onSuccess: (me) => queries.setQueryData(["me"], me),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    opening.mutate({ name: name.trim(), owner: owner.trim() });
  };
  return (
    <form className="field-form open-shop" onSubmit={submit}>
      <label htmlFor="shop-name">{t("opening.name")}</label>
      <input
        id="shop-name"
        maxLength={60}
        placeholder={t("opening.nameHint")}
        value={name}
        onChange={(e) => setName(e.target.value)}
      />
      <label htmlFor="shop-owner">{t("opening.owner")}</label>
      <input
        id="shop-owner"
        maxLength={60}
        autoComplete="name"
        placeholder={t("opening.ownerHint")}
        value={owner}
        onChange={(e) => setOwner(e.target.value)}
      />
      <Submit
        error={opening.error}
        busy={opening.isPending}
        disabled={name.trim() === "" || owner.trim() === ""}
      >
        {t("opening.open")}
      </Submit>
    </form>
  );
}
