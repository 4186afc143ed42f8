import { businessDay } from "@zhongshu/kernel";
import { App, Form, Select } from "antd";
import { type ReactElement, type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { Dialogue } from "../forms/dialogue.tsx";
import { Field } from "../forms/field.tsx";
import { Submit } from "../forms/submit.tsx";
import { basisPoints } from "../forms/typed.ts";
import { useLeaderChange, useShareChange } from "./asks.ts";
import { fromOf } from "./dated.ts";

export type ShopName = { readonly id: string; readonly name: string };

const NOBODY = "nobody";

type FormProps = {
  readonly title: string;
  readonly onClose: () => void;
  readonly error: Error | null;
  readonly busy: boolean;
  /** What to send once the day is right; null while something is missing. */
  readonly send: ((from: number | null) => void) | null;
  readonly children: ReactNode;
};

/** What changes, and from which day; what was before stays. */
function DatedForm({ title, onClose, error, busy, send, children }: FormProps): ReactElement {
  const { t } = useTranslation();
  const [now] = useState(() => Date.now());
  const [day, setDay] = useState(() => businessDay(now));
  const from = fromOf(day, now);
  return (
    <Dialogue title={title} onClose={onClose}>
      <Form
        layout="vertical"
        requiredMark={false}
        onFinish={() => (from === "flaw" ? undefined : send?.(from))}
      >
        {children}
        <Field
          id="team-from"
          type="date"
          label={t("team.from")}
          hint={t("team.fromHint")}
          value={day}
          fault={from === "flaw" ? t("team.fromFlaw") : undefined}
          onChange={setDay}
        />
        <Submit error={error} busy={busy} disabled={send === null || from === "flaw"}>
          {t("edit.save")}
        </Submit>
      </Form>
    </Dialogue>
  );
}

function useSaved(onClose: () => void): { readonly onSuccess: () => void } {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const onSuccess = (): void => {
    void message.success(t("edit.saved"));
    onClose();
  };
  return { onSuccess };
}

type LeaderProps = {
  readonly page: string;
  readonly shop: ShopName;
  readonly shops: readonly ShopName[];
  readonly leader: string | null;
  /** Another one is planned; the one of now may be told again in its place. */
  readonly planned: boolean;
  readonly onClose: () => void;
};

export function ChangeLeader(props: LeaderProps): ReactElement {
  const { page, shop, shops, leader, planned, onClose } = props;
  const { t } = useTranslation();
  const [chosen, setChosen] = useState(leader ?? NOBODY);
  const change = useLeaderChange(page, shop.id);
  const saved = useSaved(onClose);
  const next = chosen === NOBODY ? null : chosen;
  const others = shops.filter(({ id }) => id !== shop.id);
  const send = (from: number | null): void => change.mutate({ leader: next, from }, saved);
  return (
    <DatedForm
      title={t("team.changeOf", { shop: shop.name })}
      onClose={onClose}
      error={change.error}
      busy={change.isPending}
      send={next === leader && !planned ? null : send}
    >
      <Form.Item label={t("team.leader")} htmlFor="team-leader" extra={t("team.leaderHint")}>
        <Select
          id="team-leader"
          options={[
            { value: NOBODY, label: t("team.nobody") },
            ...others.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          value={chosen}
          onChange={setChosen}
        />
      </Form.Item>
    </DatedForm>
  );
}

type ShareProps = {
  readonly page: string;
  readonly level: 1 | 2;
  readonly onClose: () => void;
};

export function ChangeShare({ page, level, onClose }: ShareProps): ReactElement {
  const { t } = useTranslation();
  const [percent, setPercent] = useState("");
  const change = useShareChange(page);
  const saved = useSaved(onClose);
  const bp = basisPoints(percent);
  const fits = bp.kind === "value" && bp.value <= 10_000;
  const send = fits
    ? (from: number | null): void => change.mutate({ level, bp: bp.value, from }, saved)
    : null;
  return (
    <DatedForm
      title={t(`team.shareOf.${level}`)}
      onClose={onClose}
      error={change.error}
      busy={change.isPending}
      send={send}
    >
      <Field
        id="team-share"
        label={t("team.share")}
        placeholder="3"
        suffix="%"
        inputMode="decimal"
        hint={t("team.shareHint")}
        value={percent}
        fault={percent === "" || fits ? undefined : t("rules.percentFlaw")}
        onChange={setPercent}
      />
    </DatedForm>
  );
}
