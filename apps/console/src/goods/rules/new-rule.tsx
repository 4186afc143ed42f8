import { App, AutoComplete, Form, Radio, Select } from "antd";
import { type ReactElement, useState } from "react";
import { useTranslation } from "react-i18next";
import { Dialogue } from "../../forms/dialogue.tsx";
import { Field } from "../../forms/field.tsx";
import { Submit } from "../../forms/submit.tsx";
import { useFound, useNewRule, useRules } from "../asks.ts";
import { RateField } from "./rate-field.tsx";
import { emptyRule, type RuleDraft, ruleOf } from "./standing.ts";
import "../../forms/forms.css";

type Props = { readonly shop: string; readonly onClose: () => void };
type PartProps = {
  readonly shop: string;
  readonly draft: RuleDraft;
  readonly onChange: (draft: RuleDraft) => void;
};

const SCOPES = ["shop", "category", "product"] as const;

function Category({ shop, draft, onChange }: PartProps): ReactElement {
  const { t } = useTranslation();
  const found = useFound(shop, "");
  const known = new Set(found.data?.goods.flatMap(({ category }) => category ?? []));
  return (
    <Form.Item label={t("goods.category")} htmlFor="rule-category">
      <AutoComplete
        id="rule-category"
        placeholder={t("rules.categoryHint")}
        options={[...known].map((value) => ({ value }))}
        value={draft.subject}
        onChange={(subject: string) => onChange({ ...draft, subject })}
      />
    </Form.Item>
  );
}

function OneProduct({ shop, draft, onChange }: PartProps): ReactElement {
  const { t } = useTranslation();
  const [search, setSearch] = useState("");
  const found = useFound(shop, search.trim());
  const options = found.data?.goods.map(({ id, title }) => ({ value: id, label: title }));
  return (
    <Form.Item label={t("goods.product")} htmlFor="rule-product">
      <Select
        id="rule-product"
        showSearch={{ filterOption: false, onSearch: setSearch }}
        placeholder={t("goods.search")}
        loading={found.isFetching}
        options={options ?? []}
        value={draft.subject === "" ? null : draft.subject}
        onChange={(subject) => onChange({ ...draft, subject })}
      />
    </Form.Item>
  );
}

function Scope({ shop, draft, onChange }: PartProps): ReactElement {
  const { t } = useTranslation();
  const options = SCOPES.map((value) => ({ value, label: t(`audit.scopeOf.${value}`) }));
  return (
    <>
      <Form.Item label={t("rules.scope")} extra={t(`rules.scopeHint.${draft.scope}`)}>
        <Radio.Group
          optionType="button"
          options={options}
          value={draft.scope}
          onChange={(e) => {
            const scope = SCOPES.find((each) => each === e.target.value) ?? "shop";
            onChange({ ...draft, scope, subject: "" });
          }}
        />
      </Form.Item>
      {draft.scope === "category" ? (
        <Category shop={shop} draft={draft} onChange={onChange} />
      ) : null}
      {draft.scope === "product" ? (
        <OneProduct shop={shop} draft={draft} onChange={onChange} />
      ) : null}
    </>
  );
}

function Asking({ shop, onClose }: Props): ReactElement {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [typed, setDraft] = useState(() => emptyRule(Date.now()));
  const [own] = useRules(shop).data?.currencies ?? [];
  const draft = own === undefined ? typed : { ...typed, currency: own };
  const make = useNewRule(shop);
  const rule = ruleOf(draft);
  const flaw = typeof rule === "string" ? rule : null;
  const submit = () => {
    if (typeof rule === "string") return;
    make.mutate(rule, {
      onSuccess: () => {
        void message.success(t("edit.saved"));
        onClose();
      },
    });
  };
  const set = (key: "from" | "until") => (text: string) => setDraft({ ...draft, [key]: text });
  const until = flaw === "until" ? t("rules.untilFlaw") : undefined;
  return (
    <Form layout="vertical" requiredMark={false} onFinish={submit}>
      <Scope shop={shop} draft={draft} onChange={setDraft} />
      <RateField draft={draft} flaw={flaw} onChange={setDraft} />
      <div className="fields pair">
        <Field
          id="rule-from"
          type="date"
          label={t("rules.from")}
          hint={t("rules.fromHint")}
          value={draft.from}
          onChange={set("from")}
        />
        <Field
          id="rule-until"
          type="date"
          label={t("rules.until")}
          hint={t("rules.untilHint")}
          value={draft.until}
          fault={until}
          onChange={set("until")}
        />
      </div>
      <Submit error={make.error} busy={make.isPending} disabled={flaw !== null}>
        {t("rules.make")}
      </Submit>
    </Form>
  );
}

export function NewRule({ shop, onClose }: Props): ReactElement {
  const { t } = useTranslation();
  return (
    <Dialogue title={t("rules.make")} onClose={onClose}>
      <Asking shop={shop} onClose={onClose} />
    </Dialogue>
  );
}
