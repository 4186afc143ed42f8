import { when, whole } from "@zhongshu/browser";
import type { CopyRecord } from "@zhongshu/people/contract";
import { Card, Tag } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Loaded } from "../states/loaded.tsx";
import { Nothing } from "../states/nothing.tsx";
import { useLanguage } from "../words/i18n.ts";
import { useCopies } from "./asks.ts";

type RecordProps = { readonly shop: string; readonly record: CopyRecord };

/** One copy: who asked, when, and how many rows of each part were given. */
function Copy({ shop, record }: RecordProps): ReactElement {
  const { t } = useTranslation();
  const language = useLanguage();
  const { id, at, askedBy, member, profile, held } = record;
  return (
    <Card
      size="small"
      title={t(`privacy.copyBy.${askedBy}`, { name: member })}
      extra={<Tag color="success">{t("privacy.copied")}</Tag>}
    >
      <p className="faint number">
        {t("privacy.copyAt", { at: when(at, language), id })}
        {" · "}
        {profile === null ? (
          t("privacy.copyGone")
        ) : (
          <Link to={`/${shop}/people/${profile}`}>{t("privacy.copyOf")}</Link>
        )}
      </p>
      <dl className="pairs removed">
        {Object.entries(held).map(([room, tables]) => (
          <div key={room}>
            <dt>{t(`privacy.copyRooms.${room}`, { defaultValue: room })}</dt>
            <dd>{whole(Object.values(tables).reduce((sum, n) => sum + n, 0))}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}

/** Who was given all that is held of them. */
export function Copies({ shop }: { readonly shop: string }): ReactElement {
  const { t } = useTranslation();
  const copies = useCopies(shop);
  return (
    <Loaded query={copies}>
      {({ copies: all }) =>
        all.length === 0 ? (
          <Nothing title={t("privacy.noCopies")} next={t("privacy.noCopiesNext")} />
        ) : (
          <div className="erasures">
            {all.map((record) => (
              <Copy key={record.id} shop={shop} record={record} />
            ))}
          </div>
        )
      }
    </Loaded>
  );
}
