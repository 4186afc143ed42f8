import { phoneOf } from "@zhongshu/browser";
import { everyShop, type Member, type Organisation } from "@zhongshu/tenancy/contract";
import { Button, Popconfirm, Table, type TableColumnsType, Tag } from "antd";
import { type ReactElement, useState } from "react";
import { useTranslation } from "react-i18next";
import { Page, useShop } from "../frame/page.tsx";
import { useMe } from "../session/asks.ts";
import { Refusal } from "../states/failure.tsx";
import { Loaded } from "../states/loaded.tsx";
import { type MemberChanges, useMemberChanges, useMembers, useOrganisation } from "./asks.ts";
import { MemberForm } from "./member-form.tsx";
import { Roles } from "./roles.tsx";

type Deeds = {
  readonly onChange: (member: Member) => void;
  readonly onRemove: (id: string) => void;
};

function Actions({ member, onChange, onRemove }: Deeds & { readonly member: Member }) {
  const { t } = useTranslation();
  return (
    <span className="row-actions">
      <Button onClick={() => onChange(member)}>{t("members.change")}</Button>
      <Popconfirm
        title={t("members.removeSure", { name: member.name })}
        okText={t("members.remove")}
        cancelText={t("members.keep")}
        okButtonProps={{ danger: true }}
        onConfirm={() => onRemove(member.id)}
      >
        <Button danger>{t("members.remove")}</Button>
      </Popconfirm>
    </span>
  );
}

function useColumns(shops: Organisation["shops"], deeds: Deeds): TableColumnsType<Member> {
  const { t } = useTranslation();
  const mine = useMe().data?.user.phone;
  const names = new Map(shops.map(({ id, name }) => [id, name]));
  return [
    {
      title: t("members.name"),
      key: "name",
      render: (_, { name, phone }) => (
        <>
          <strong>{name}</strong> {phone === mine ? <Tag>{t("members.me")}</Tag> : null}
        </>
      ),
    },
    {
      title: t("signIn.phone"),
      key: "phone",
      className: "figures",
      render: (_, { phone }) => phoneOf(phone),
    },
    {
      title: t("members.role"),
      key: "role",
      render: (_, { role }) => t(`audit.roleOf.${role}`),
    },
    {
      title: t("members.shops"),
      key: "shops",
      render: (_, member) =>
        everyShop(member.role)
          ? t("members.allShops")
          : member.shops.map((id) => names.get(id) ?? id).join(t("members.and")),
    },
    {
      title: "",
      key: "deeds",
      align: "right",
      render: (_, member) => <Actions member={member} {...deeds} />,
    },
  ];
}

type ListProps = {
  readonly shops: Organisation["shops"];
  readonly members: readonly Member[];
  readonly changes: MemberChanges;
};

function MemberList({ shops, members, changes }: ListProps): ReactElement {
  const [changing, setChanging] = useState<Member | null>(null);
  const columns = useColumns(shops, { onChange: setChanging, onRemove: changes.remove.mutate });
  const close = () => {
    setChanging(null);
    changes.change.reset();
  };
  return (
    <>
      <Table
        rowKey="id"
        className="stacked"
        columns={columns}
        dataSource={members}
        pagination={false}
      />
      {changing === null ? null : (
        <MemberForm member={changing} shops={shops} changes={changes} onClose={close} />
      )}
    </>
  );
}

export function MembersPage(): ReactElement {
  const { t } = useTranslation();
  const shop = useShop();
  const [adding, setAdding] = useState(false);
  const changes = useMemberChanges(shop);
  const organisation = useOrganisation(shop);
  const members = useMembers(shop);
  const shops = organisation.data?.shops ?? [];
  const close = () => {
    setAdding(false);
    changes.add.reset();
  };
  const add = (
    <Button type="primary" disabled={!organisation.data} onClick={() => setAdding(true)}>
      {t("members.add")}
    </Button>
  );
  return (
    <Page title={t("frame.members")} lead={t("members.lead")} extra={add}>
      <div className="stack">
        <Refusal error={changes.remove.error} />
        <Loaded query={members}>
          {(found) => <MemberList shops={shops} members={found} changes={changes} />}
        </Loaded>
        <Roles />
      </div>
      {adding ? <MemberForm member={null} shops={shops} changes={changes} onClose={close} /> : null}
    </Page>
  );
}
