import { moment } from "@zhongshu/browser";
import { AuditEntry } from "@zhongshu/tenancy/contract";
import type { TableColumnsType } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { z } from "zod";
import { Page, useShop } from "../frame/page.tsx";
import { Listing } from "../states/listing.tsx";
import { usePaged } from "../states/paged.ts";
import { detailOf, othersOf, pageOf, subjectOf } from "./detail.ts";

const PAGE = 50;
const Trail = z.array(AuditEntry).transform((items) => ({
  items,
  next: items.length < PAGE ? null : (items.at(-1)?.id ?? null),
}));

function useColumns(shop: string): TableColumnsType<AuditEntry> {
  const { t } = useTranslation();
  return [
    {
      title: t("audit.at"),
      key: "at",
      className: "figures",
      width: 180,
      render: (_, { at }) => moment(at),
    },
    {
      title: t("audit.who"),
      key: "who",
      width: 140,
      render: (_, { actor }) => actor.name || actor.id || t("audit.system"),
    },
    {
      title: t("audit.action"),
      key: "action",
      width: 160,
      render: (_, { action }) => (
        <strong>{t(`audit.actionOf.${action}`, { defaultValue: action })}</strong>
      ),
    },
    {
      title: t("audit.subject"),
      key: "subject",
      width: 220,
      render: (_, entry) => {
        const name = subjectOf(t, entry);
        const page = pageOf(entry);
        return page === null ? name : <Link to={`/${shop}/${page}`}>{name}</Link>;
      },
    },
    {
      title: t("audit.detail"),
      key: "detail",
      render: (_, entry) => {
        const told = detailOf(t, entry.detail);
        return (
          <>
            <span className="told" title={told}>
              {told}
            </span>
            {othersOf(t, entry).map(({ page, name }) => (
              <Link key={page} to={`/${shop}/${page}`} className="also">
                {name}
              </Link>
            ))}
          </>
        );
      },
    },
  ];
}

export function AuditPage(): ReactElement {
  const { t } = useTranslation();
  const shop = useShop();
  const paged = usePaged({ path: `/shops/${shop}/audit`, schema: Trail, from: "before" });
  return (
    <Page title={t("frame.audit")} lead={t("state.justTime")}>
      <Listing
        paged={paged}
        columns={useColumns(shop)}
        keyOf={({ id }) => id}
        stacked
        empty={{ title: t("audit.none"), next: t("audit.noneNext") }}
      />
    </Page>
  );
}
