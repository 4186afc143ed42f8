import type { Tag } from "@zhongshu/people/contract";
import { AutoComplete, Input, InputNumber, Select } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { useCommunities } from "../communities/asks.ts";
import { useLanguage } from "../words/i18n.ts";
import type { Leaf } from "./draft.ts";

export type Choices = { readonly shop: string; readonly tags: readonly Tag[] };
type Props = {
  readonly leaf: Leaf;
  readonly choices: Choices;
  readonly onChange: (leaf: Leaf) => void;
};

const CURRENCIES = ["CNY", "HKD", "USD", "GBP", "EUR"].map((value) => ({ value, label: value }));

function Amount({ leaf, onChange, least = 0, most = 1e9 }: Props & Bounds): ReactElement {
  const { t } = useTranslation();
  return (
    <InputNumber
      aria-label={t(`segments.kind.${leaf.kind}`)}
      min={least}
      max={most}
      value={leaf.number}
      onChange={(number) => onChange({ ...leaf, number })}
    />
  );
}
type Bounds = { readonly least?: number; readonly most?: number };

function TagChoice({ leaf, choices: { tags }, onChange }: Props): ReactElement {
  const { t } = useTranslation();
  const language = useLanguage();
  const values = tags.find(({ key }) => key === leaf.tag)?.values ?? [];
  return (
    <>
      <Select
        className="narrow"
        aria-label={t("segments.chooseTag")}
        placeholder={t("segments.chooseTag")}
        value={leaf.tag === "" ? null : leaf.tag}
        options={tags.map(({ key, name }) => ({ value: key, label: name[language] }))}
        onChange={(tag) => onChange({ ...leaf, tag, values: [] })}
      />
      <Select
        mode="multiple"
        className="broad"
        aria-label={t("segments.chooseValues")}
        placeholder={t("segments.chooseValues")}
        value={[...leaf.values]}
        options={values.map(({ key, name }) => ({ value: key, label: name[language] }))}
        onChange={(chosen) => onChange({ ...leaf, values: chosen })}
      />
    </>
  );
}

function Sum(props: Props): ReactElement {
  const { t } = useTranslation();
  const { leaf, onChange } = props;
  return (
    <>
      <span>{t("segments.atLeast")}</span>
      <Amount {...props} />
      <Select
        value={leaf.currency}
        options={CURRENCIES}
        onChange={(currency) => onChange({ ...leaf, currency })}
      />
    </>
  );
}

function Interest(props: Props): ReactElement {
  const { t } = useTranslation();
  const { leaf, choices, onChange } = props;
  const known = choices.tags.find(({ key }) => key === "taste")?.values ?? [];
  return (
    <>
      <AutoComplete
        className="narrow"
        aria-label={t("segments.category")}
        placeholder={t("segments.category")}
        value={leaf.text}
        options={known.slice(1).map(({ key }) => ({ value: key }))}
        showSearch={{ filterOption: true }}
        onChange={(text) => onChange({ ...leaf, text })}
      />
      <span>{t("segments.share")}</span>
      <Amount {...props} least={1} most={100} />
      <span>{t("segments.percent")}</span>
    </>
  );
}

function Member({ leaf, choices, onChange }: Props): ReactElement {
  const { t } = useTranslation();
  const communities = useCommunities(choices.shop).data ?? [];
  return (
    <Select
      className="broad"
      aria-label={t("segments.chooseCommunity")}
      placeholder={t("segments.chooseCommunity")}
      value={leaf.text === "" ? null : leaf.text}
      options={communities.map(({ id, name }) => ({ value: id, label: name }))}
      onChange={(text) => onChange({ ...leaf, text })}
    />
  );
}

function Rank({ leaf, onChange }: Props): ReactElement {
  const { t } = useTranslation();
  return (
    <>
      <Select
        className="narrow"
        aria-label={t("segments.kind.rfm")}
        value={leaf.figure}
        options={(["r", "f", "m"] as const).map((value) => ({
          value,
          label: t(`segments.figure.${value}`),
        }))}
        onChange={(figure) => onChange({ ...leaf, figure })}
      />
      <Select
        mode="multiple"
        className="broad"
        aria-label={t("segments.score")}
        placeholder={t("segments.score")}
        value={[...leaf.scores]}
        options={[5, 4, 3, 2, 1].map((value) => ({ value, label: String(value) }))}
        onChange={(scores) => onChange({ ...leaf, scores })}
      />
    </>
  );
}

function Trait({ leaf, onChange }: Props): ReactElement {
  const { t } = useTranslation();
  return (
    <>
      <Input
        className="narrow"
        aria-label={t("segments.traitKey")}
        placeholder={t("segments.traitKey")}
        value={leaf.text}
        onChange={({ target }) => onChange({ ...leaf, text: target.value })}
      />
      <span>{t("segments.equals")}</span>
      <Input
        className="narrow"
        aria-label={t("segments.traitValue")}
        placeholder={t("segments.traitValue")}
        value={leaf.other}
        onChange={({ target }) => onChange({ ...leaf, other: target.value })}
      />
    </>
  );
}

function Counted(props: Props & { readonly before?: string; readonly after: string }) {
  return (
    <>
      {props.before === undefined ? null : <span>{props.before}</span>}
      <Amount {...props} />
      <span>{props.after}</span>
    </>
  );
}

/** The rest of the sentence that a condition is. */
export function Told(props: Props): ReactElement {
  const { t } = useTranslation();
  switch (props.leaf.kind) {
    case "tag":
      return <TagChoice {...props} />;
    case "orders":
      return <Counted {...props} before={t("segments.atLeast")} after={t("segments.times")} />;
    case "seen":
      return <Counted {...props} after={t("segments.within")} />;
    case "spent":
    case "worth":
      return <Sum {...props} />;
    case "interest":
      return <Interest {...props} />;
    case "member":
      return <Member {...props} />;
    case "rfm":
      return <Rank {...props} />;
    case "trait":
      return <Trait {...props} />;
  }
}
