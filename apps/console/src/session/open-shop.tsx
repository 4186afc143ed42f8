import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Form } from "antd";
import { type ReactElement, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { Field } from "../forms/field.tsx";
import { Submit } from "../forms/submit.tsx";
import { openShop } from "./asks.ts";

/** A shop of one's own: what it is called, and who opens it. */
export function OpenShop(): ReactElement {
  const { t } = useTranslation();
  const [name, setName] = useState("");
  const [owner, setOwner] = useState("");
  const queries = useQueryClient();
  const go = useNavigate();
  const opening = useMutation({
    mutationFn: openShop,
    onSuccess: async (me) => {
      queries.setQueryData(["me"], me);
      const [shop] = me.shops;
      if (shop !== undefined) await go(`/${shop.id}/overview`, { replace: true });
    },
  });
  return (
    <Form
      layout="vertical"
      requiredMark={false}
      className="open-shop"
      onFinish={() => opening.mutate({ name: name.trim(), owner: owner.trim() })}
    >
      <Field
        id="shop-name"
        label={t("opening.name")}
        placeholder={t("opening.nameHint")}
        maxLength={60}
        value={name}
        onChange={setName}
      />
      <Field
        id="shop-owner"
        label={t("opening.owner")}
        placeholder={t("opening.ownerHint")}
        maxLength={60}
        value={owner}
        onChange={setOwner}
      />
      <Submit
        error={opening.error}
        busy={opening.isPending}
        disabled={name.trim() === "" || owner.trim() === ""}
      >
        {t("opening.open")}
      </Submit>
    </Form>
  );
}
