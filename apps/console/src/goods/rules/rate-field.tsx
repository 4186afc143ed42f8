import { Form, Radio } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Field } from "../../forms/field.tsx";
import { type RuleDraft, type RuleFlaw, YUAN } from "./standing.ts";

const WAYS = ["percent", "each"] as const;

type Props = {
  readonly draft: RuleDraft;
  readonly flaw: RuleFlaw | null;
  readonly onChange: (draft: RuleDraft) => void;
};

/** So much of a hundred, or so much for each piece. */
export function RateField({ draft, flaw, onChange }: Props): ReactElement {
  const { t } = useTranslation();
  const { by, currency } = draft;
  const money = currency === YUAN ? t("edit.yuan") : currency;
  const typed = draft[by];
  const percent = by === "percent";
  const fault = t(percent ? "rules.percentFlaw" : "rules.sumFlaw");
  return (
    <>
      <Form.Item label={t("rules.by")}>
        <Radio.Group
          optionType="button"
          options={WAYS.map((value) => ({ value, label: t(`rules.byOf.${value}`) }))}
          value={by}
          onChange={(e) =>
            onChange({ ...draft, by: WAYS.find((each) => each === e.target.value) ?? "percent" })
          }
        />
      </Form.Item>
      <Field
        id={`rule-${by}`}
        label={t(percent ? "rules.percent" : "rules.sum")}
        placeholder={percent ? "12.5" : "3"}
        suffix={percent ? "%" : money}
        inputMode="decimal"
        hint={t(percent ? "rules.percentHint" : "rules.sumHint")}
        value={typed}
        fault={flaw === by && typed !== "" ? fault : undefined}
        onChange={(text) => onChange({ ...draft, [by]: text })}
      />
    </>
  );
}
