import { phoneOf } from "@zhongshu/browser";
import { everyShop, type Member, type Organisation, type Role } from "@zhongshu/tenancy/contract";
import { App, Form, Select } from "antd";
import { type ReactElement, useState } from "react";
import { useTranslation } from "react-i18next";
import { Dialogue } from "../forms/dialogue.tsx";
import { Field } from "../forms/field.tsx";
import { Submit } from "../forms/submit.tsx";
import type { MemberChanges } from "./asks.ts";
import { ROLES } from "./roles.tsx";

type Props = {
  readonly member: Member | null;
  readonly shops: Organisation["shops"];
  readonly changes: MemberChanges;
  readonly onClose: () => void;
};

type Draft = {
  readonly phone: string;
  readonly name: string;
  readonly role: Role;
  readonly shops: readonly string[];
};
const draftOf = ({ member, shops }: Props): Draft => {
  if (member !== null) return member;
  const only = shops.length === 1 ? shops.map(({ id }) => id) : [];
  return { phone: "", name: "", role: "owner", shops: only };
};

function RoleField({
  draft,
  onChange,
}: {
  readonly draft: Draft;
  readonly onChange: (role: Role) => void;
}): ReactElement {
  const { t } = useTranslation();
  const options = ROLES.map((value) => ({ value, label: t(`audit.roleOf.${value}`) }));
  return (
    <Form.Item
      label={t("members.role")}
      htmlFor="member-role"
      extra={t(`members.does.${draft.role}`)}
    >
      <Select<Role> id="member-role" options={options} value={draft.role} onChange={onChange} />
    </Form.Item>
  );
}

function ShopsField({
  draft,
  shops,
  onChange,
}: {
  readonly draft: Draft;
  readonly shops: Organisation["shops"];
  readonly onChange: (shops: readonly string[]) => void;
}): ReactElement {
  const { t } = useTranslation();
  if (everyShop(draft.role)) return <p className="faint">{t("members.allShopsHint")}</p>;
  return (
    <Form.Item label={t("members.shops")} htmlFor="member-shops">
      <Select
        id="member-shops"
        mode="multiple"
        placeholder={t("members.shopsHint")}
        options={shops.map(({ id, name }) => ({ value: id, label: name }))}
        optionFilterProp="label"
        value={[...draft.shops]}
        onChange={onChange}
      />
    </Form.Item>
  );
}

function useSubmit({ member, changes, onClose }: Props, draft: Draft) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const onSuccess = () => {
    void message.success(t("edit.saved"));
    onClose();
  };
  return () => {
    const { role } = draft;
    const shops = everyShop(role) ? [] : draft.shops;
    const wish = { name: draft.name.trim(), role, shops };
    if (member === null) changes.add.mutate({ ...wish, phone: draft.phone.trim() }, { onSuccess });
    else changes.change.mutate({ ...wish, id: member.id }, { onSuccess });
  };
}

function Asking(props: Props): ReactElement {
  const { t } = useTranslation();
  const { member, shops, changes } = props;
  const [draft, setDraft] = useState(() => draftOf(props));
  const submit = useSubmit(props, draft);
  const doing = member === null ? changes.add : changes.change;
  const set = (key: "phone" | "name") => (text: string) => setDraft({ ...draft, [key]: text });
  const lacks =
    draft.name.trim() === "" ||
    draft.phone.trim().length < 5 ||
    (!everyShop(draft.role) && draft.shops.length === 0);
  return (
    <Form layout="vertical" requiredMark={false} onFinish={submit}>
      {member === null ? (
        <Field
          id="member-phone"
          type="tel"
          inputMode="tel"
          label={t("signIn.phone")}
          hint={t("members.phoneHint")}
          maxLength={40}
          value={draft.phone}
          onChange={set("phone")}
        />
      ) : (
        <p className="faint figures">{phoneOf(member.phone)}</p>
      )}
      <Field
        id="member-name"
        label={t("members.name")}
        placeholder={t("members.nameHint")}
        maxLength={60}
        value={draft.name}
        onChange={set("name")}
      />
      <RoleField draft={draft} onChange={(role) => setDraft({ ...draft, role })} />
      <ShopsField
        draft={draft}
        shops={shops}
        onChange={(chosen) => setDraft({ ...draft, shops: chosen })}
      />
      <Submit error={doing.error} busy={doing.isPending} disabled={lacks}>
        {t(member === null ? "members.add" : "edit.save")}
      </Submit>
    </Form>
  );
}

/** Lets somebody in, or gives a member another name, role or shops. */
export function MemberForm(props: Props): ReactElement {
  const { t } = useTranslation();
  return (
    <Dialogue
      title={t(props.member === null ? "members.add" : "members.changeHead")}
      onClose={props.onClose}
    >
      <Asking {...props} />
    </Dialogue>
  );
}
