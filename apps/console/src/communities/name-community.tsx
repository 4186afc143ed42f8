import { Community } from "@zhongshu/reach/contract";
import { App, Form, Select } from "antd";
import { type ReactElement, useState } from "react";
import { useTranslation } from "react-i18next";
import { Dialogue } from "../forms/dialogue.tsx";
import { Field } from "../forms/field.tsx";
import { Submit } from "../forms/submit.tsx";
import { scaled } from "../forms/typed.ts";
import { useNaming } from "./asks.ts";

type Props = {
  readonly shop: string;
  readonly community: Community | null;
  readonly onClose: () => void;
};

const MOST_PEOPLE = 1_000_000;
const draftOf = (community: Community | null) => ({
  name: community?.name ?? "",
  channel: community?.channel ?? ("wechat" as const),
  size: community?.size == null ? "" : String(community.size),
  code: community?.code ?? "",
});
type Draft = ReturnType<typeof draftOf>;

function useSubmit({ shop, onClose }: Props, draft: Draft) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const naming = useNaming(shop);
  const size = scaled(draft.size, 0);
  const sized = size.kind !== "unreadable" && (size.kind === "none" || size.value <= MOST_PEOPLE);
  const submit = () =>
    naming.mutate(
      {
        name: draft.name.trim(),
        channel: draft.channel,
        size: size.kind === "value" ? size.value : null,
        code: draft.code.trim() === "" ? null : draft.code.trim(),
      },
      {
        onSuccess: () => {
          void message.success(t("edit.saved"));
          onClose();
        },
      },
    );
  return { naming, sized, submit };
}

function Asking(props: Props): ReactElement {
  const { t } = useTranslation();
  const [draft, setDraft] = useState(() => draftOf(props.community));
  const { naming, sized, submit } = useSubmit(props, draft);
  const channels = Community.shape.channel.options.map((value) => ({
    value,
    label: t(`communities.channelOf.${value}`),
  }));
  const set = (key: "name" | "size" | "code") => (text: string) =>
    setDraft({ ...draft, [key]: text });
  return (
    <Form layout="vertical" requiredMark={false} onFinish={submit}>
      <Field
        id="community-name"
        label={t("communities.name")}
        placeholder={t("communities.nameHint")}
        maxLength={200}
        value={draft.name}
        onChange={set("name")}
      />
      <Form.Item label={t("communities.channel")} htmlFor="community-channel">
        <Select
          id="community-channel"
          options={channels}
          value={draft.channel}
          onChange={(channel) => setDraft({ ...draft, channel })}
        />
      </Form.Item>
      <Field
        id="community-size"
        label={t("communities.sizeAsked")}
        hint={t("communities.sizeHint")}
        inputMode="numeric"
        value={draft.size}
        fault={sized ? undefined : t("edit.flaw.stock")}
        onChange={set("size")}
      />
      {props.community === null ? (
        <Field
          id="community-code"
          label={t("communities.code")}
          hint={t("communities.codeHint")}
          maxLength={200}
          value={draft.code}
          onChange={set("code")}
        />
      ) : null}
      <Submit
        error={naming.error}
        busy={naming.isPending}
        disabled={draft.name.trim() === "" || !sized}
      >
        {t(props.community === null ? "communities.make" : "edit.save")}
      </Submit>
    </Form>
  );
}

/** A new community, or another name, channel or size for one. */
export function NameCommunity(props: Props): ReactElement {
  const { t } = useTranslation();
  return (
    <Dialogue
      title={t(props.community === null ? "communities.make" : "communities.change")}
      onClose={props.onClose}
    >
      <Asking {...props} />
    </Dialogue>
  );
}
