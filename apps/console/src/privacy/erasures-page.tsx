import { when, whole } from "@zhongshu/browser";
import type { ErasureRecord } from "@zhongshu/people/contract";
import { Card, Tag } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Page, useShop } from "../frame/page.tsx";
import { Loaded } from "../states/loaded.tsx";
import { Nothing } from "../states/nothing.tsx";
import { useLanguage } from "../words/i18n.ts";
import { useErasures } from "./asks.ts";
import { Copies } from "./copies.tsx";
import "./privacy.css";

/** In the order in which an owner thinks of them. */
const ROOMS = ["people", "orders", "ledger", "reach", "brain", "tenancy"];

type Props = { readonly record: ErasureRecord };

/** What was removed, room by room; whom it was is kept nowhere. */
function Removed({ removed }: Pick<ErasureRecord, "removed">): ReactElement | null {
  const { t } = useTranslation();
  if (removed === null) return null;
  const counted = ROOMS.flatMap((room) =>
    Object.entries(removed[room] ?? {}).flatMap(([what, n]) =>
      n > 0 ? [{ key: `${room}.${what}`, room, what, n }] : [],
    ),
  );
  return (
    <dl className="pairs removed">
      {counted.map(({ key, room, what, n }) => (
        <div key={key}>
          <dt>{t(`privacy.removed.${room}_${what}`, { defaultValue: `${room} · ${what}` })}</dt>
          <dd>{whole(n)}</dd>
        </div>
      ))}
    </dl>
  );
}

function Record({ record }: Props): ReactElement {
  const { t } = useTranslation();
  const language = useLanguage();
  const { askedAt, askedBy, member, doneAt, removed } = record;
  return (
    <Card
      size="small"
      title={t(`privacy.askedBy.${askedBy}`, { name: member })}
      extra={
        doneAt === null ? (
          <Tag color="processing">{t("privacy.waiting")}</Tag>
        ) : (
          <Tag color="success">{t("privacy.done")}</Tag>
        )
      }
    >
      <p className="faint">
        {t("privacy.askedAt", { at: when(askedAt, language) })}
        {doneAt === null ? "" : ` · ${t("privacy.doneAt", { at: when(doneAt, language) })}`}
      </p>
      <Removed removed={removed} />
    </Card>
  );
}

/** Who asked to be known no more, or for what is held of them, and what was done: by whom, when, and how much. */
export function ErasuresPage(): ReactElement {
  const { t } = useTranslation();
  const shop = useShop();
  const erasures = useErasures(shop);
  return (
    <Page up="people" title={t("privacy.records")} lead={t("privacy.recordsLead")}>
      <h2 className="records">{t("privacy.erasures")}</h2>
      <Loaded query={erasures}>
        {({ erasures: all }) =>
          all.length === 0 ? (
            <Nothing title={t("privacy.noRecords")} next={t("privacy.noRecordsNext")} />
          ) : (
            <div className="erasures">
              {all.map((record) => (
                <Record key={record.id} record={record} />
              ))}
            </div>
          )
        }
      </Loaded>
      <h2 className="records">{t("privacy.copies")}</h2>
      <Copies shop={shop} />
    </Page>
  );
}
