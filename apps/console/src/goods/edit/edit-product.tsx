import type { Product } from "@zhongshu/goods/contract";
import { App, Button, Collapse, Drawer, Form } from "antd";
import { type ReactElement, useState } from "react";
import { useTranslation } from "react-i18next";
import { Field } from "../../forms/field.tsx";
import { Refusal } from "../../states/failure.tsx";
import { useProductChange } from "../asks.ts";
import { changeOf, type Draft, draftOf, type Flaws, flawsOf } from "./draft.ts";
import { Sale } from "./sale.tsx";
import { SkuFields } from "./sku-fields.tsx";
import "../../forms/forms.css";

type Props = {
  readonly shop: string;
  readonly product: Product;
  readonly onClose: () => void;
};
type PartProps = {
  readonly product: Product;
  readonly draft: Draft;
  readonly flaws: Flaws;
  readonly onChange: (draft: Draft) => void;
};

function Described({ draft, flaws, onChange }: Omit<PartProps, "product">): ReactElement {
  const { t } = useTranslation();
  return (
    <>
      <Field
        id="product-title"
        label={t("edit.title")}
        maxLength={500}
        value={draft.title}
        fault={flaws["title"] === undefined ? undefined : t("edit.flaw.needed")}
        onChange={(title) => onChange({ ...draft, title })}
      />
      <Field
        id="product-category"
        label={t("goods.category")}
        maxLength={500}
        value={draft.category}
        hint={t("edit.categoryHint")}
        onChange={(category) => onChange({ ...draft, category })}
      />
    </>
  );
}

function Skus({ product, draft, flaws, onChange }: PartProps): ReactElement {
  const { t } = useTranslation();
  const items = product.skus.map((sku) => ({
    key: sku.id,
    label: sku.name === "" ? sku.id : sku.name,
    children: (
      <SkuFields
        sku={sku}
        typed={draft.skus[sku.id]}
        flaws={flaws}
        onChange={(typed) => onChange({ ...draft, skus: { ...draft.skus, [sku.id]: typed } })}
      />
    ),
  }));
  return (
    <>
      <h2 className="group-title">{t("edit.skus")}</h2>
      <Collapse items={items} defaultActiveKey={product.skus.slice(0, 3).map(({ id }) => id)} />
    </>
  );
}

function Editing({ shop, product, onClose }: Props): ReactElement {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [draft, setDraft] = useState(() => draftOf(product));
  const save = useProductChange(shop, product.id);
  const flaws = flawsOf(product, draft);
  const change = changeOf(product, draft);
  const flawed = Object.keys(flaws).length > 0;
  const done = () => {
    void message.success(t("edit.saved"));
    onClose();
  };
  const submit = () => {
    if (change !== null && !flawed) save.mutate(change, { onSuccess: done });
  };
  return (
    <Form layout="vertical" requiredMark={false} onFinish={submit}>
      <Described draft={draft} flaws={flaws} onChange={setDraft} />
      <Sale draft={draft} flaws={flaws} onChange={setDraft} />
      <Skus product={product} draft={draft} flaws={flaws} onChange={setDraft} />
      <div className="form-end">
        <Refusal error={save.error} />
        <Button
          type="primary"
          htmlType="submit"
          disabled={change === null || flawed}
          loading={save.isPending}
        >
          {t("edit.save")}
        </Button>
        <Button onClick={onClose}>{t("edit.cancel")}</Button>
        <span className="faint">
          {flawed ? t("edit.flawed") : t(change === null ? "edit.unchanged" : "edit.onlyChanged")}
        </span>
      </div>
    </Form>
  );
}

/** A product's own form: only what was changed is sent. */
export function EditProduct(props: Props): ReactElement {
  const { t } = useTranslation();
  return (
    <Drawer open size={720} title={t("edit.head")} onClose={props.onClose}>
      <Editing {...props} />
    </Drawer>
  );
}
