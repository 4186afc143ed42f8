import { Form, Radio } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Field } from "../../forms/field.tsx";
import { type Draft, type Flaws, TIMES } from "./draft.ts";

type Props = {
  readonly draft: Draft;
  readonly flaws: Flaws;
  readonly onChange: (draft: Draft) => void;
};

/** The sale window: always to be had, or from when to when, with preview and encore. */
export function Sale({ draft, flaws, onChange }: Props): ReactElement {
  const { t } = useTranslation();
  const options = [false, true].map((timed) => ({
    value: timed,
    label: t(timed ? "edit.timed" : "edit.always"),
  }));
  return (
    <>
      <h2 className="group-title">{t("edit.sale")}</h2>
      <Form.Item extra={t(draft.timed ? "edit.timedHint" : "edit.alwaysHint")}>
        <Radio.Group
          optionType="button"
          aria-label={t("edit.sale")}
          options={options}
          value={draft.timed}
          onChange={(e) => onChange({ ...draft, timed: e.target.value === true })}
        />
      </Form.Item>
      {draft.timed ? (
        <div className="fields">
          {TIMES.map((time) => {
            const flaw = flaws[time];
            return (
              <Field
                key={time}
                id={`product-${time}`}
                type="datetime-local"
                label={t(`edit.time.${time}`)}
                value={draft.times[time]}
                fault={flaw === undefined ? undefined : t(`edit.flaw.${flaw}`)}
                onChange={(text) => onChange({ ...draft, times: { ...draft.times, [time]: text } })}
              />
            );
          })}
        </div>
      ) : null}
    </>
  );
}
