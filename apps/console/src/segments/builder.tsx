import { CloseOutlined } from "@ant-design/icons";
import { Button, Checkbox, Segmented, Select, Space } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { blank, emptyGroup, type Group, type Keys, KINDS, type Leaf, type Part } from "./draft.ts";
import { type Choices, Told } from "./leaf.tsx";

type LeafProps = {
  readonly leaf: Leaf;
  readonly choices: Choices;
  readonly onChange: (part: Part) => void;
  readonly onRemove: () => void;
};

function Remove({ onRemove }: { readonly onRemove: () => void }): ReactElement {
  const { t } = useTranslation();
  return (
    <Button
      type="text"
      icon={<CloseOutlined />}
      aria-label={t("segments.remove")}
      title={t("segments.remove")}
      onClick={onRemove}
    />
  );
}

function Condition({ leaf, choices, onChange, onRemove }: LeafProps): ReactElement {
  const { t } = useTranslation();
  return (
    <div className="condition">
      <Select
        value={leaf.kind}
        options={KINDS.map((kind) => ({ value: kind, label: t(`segments.kind.${kind}`) }))}
        onChange={(kind) => onChange({ ...blank(kind, leaf.key), not: leaf.not })}
      />
      <Select
        value={leaf.not}
        options={[
          { value: false, label: t("segments.is") },
          { value: true, label: t("segments.isNot") },
        ]}
        onChange={(not) => onChange({ ...leaf, not })}
      />
      <Told leaf={leaf} choices={choices} onChange={onChange} />
      <Remove onRemove={onRemove} />
    </div>
  );
}

type GroupProps = {
  readonly group: Group;
  readonly choices: Choices;
  readonly keys: Keys;
  readonly depth: number;
  readonly onChange: (group: Group) => void;
  readonly onRemove?: () => void;
};

/** Deeper than this nobody reads it any more, and the server refuses it at eight. */
const DEEPEST = 3;

export function GroupBox(props: GroupProps): ReactElement {
  const { t } = useTranslation();
  const { group, choices, keys, depth, onChange, onRemove } = props;
  const replace = (key: number, by: readonly Part[]): void =>
    onChange({ ...group, of: group.of.flatMap((part) => (part.key === key ? by : [part])) });
  const add = (part: Part): void => onChange({ ...group, of: [...group.of, part] });
  return (
    <div className="group">
      <div className="condition">
        <Segmented
          value={group.join}
          options={[
            { value: "and", label: t("segments.all") },
            { value: "or", label: t("segments.any") },
          ]}
          onChange={(join) => onChange({ ...group, join: join === "or" ? "or" : "and" })}
        />
        {onRemove === undefined ? null : <Remove onRemove={onRemove} />}
      </div>
      {group.of.map((part) =>
        part.kind === "group" ? (
          <GroupBox
            key={part.key}
            {...{ choices, keys, group: part, depth: depth + 1 }}
            onChange={(next) => replace(part.key, [next])}
            onRemove={() => replace(part.key, [])}
          />
        ) : (
          <Condition
            key={part.key}
            {...{ choices, leaf: part }}
            onChange={(next) => replace(part.key, [next])}
            onRemove={() => replace(part.key, [])}
          />
        ),
      )}
      <Space wrap>
        <Button onClick={() => add(blank("tag", keys()))}>{t("segments.addPart")}</Button>
        {depth < DEEPEST ? (
          <Button onClick={() => add({ ...emptyGroup(keys()), of: [blank("tag", keys())] })}>
            {t("segments.addGroup")}
          </Button>
        ) : null}
        {group.of.length === 0 ? null : (
          <Checkbox
            checked={group.not}
            onChange={({ target }) => onChange({ ...group, not: target.checked })}
          >
            {t("segments.not")}
          </Checkbox>
        )}
      </Space>
    </div>
  );
}
