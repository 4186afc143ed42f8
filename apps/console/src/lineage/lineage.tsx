import { useQuery } from "@tanstack/react-query";
import { ask, moment, query, whole } from "@zhongshu/browser";
import { Lineage, type LineageEvent, type LineageOrigin } from "@zhongshu/ledger/contract";
import { Button, Drawer, Table, type TableColumnsType, Tag } from "antd";
import { type ReactElement, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useShop } from "../frame/page.tsx";
import { useMay } from "../session/asks.ts";
import { Loaded } from "../states/loaded.tsx";
import { useLanguage } from "../words/i18n.ts";

type Told = Pick<LineageOrigin, "kind" | "id" | "name" | "lines"> & {
  readonly moreLines?: boolean;
};

/** "2–5, 9": lines of a file as a person reads them. */
const spoken = (lines: Told["lines"]): string =>
  lines.map(({ from, to }) => (from === to ? String(from) : `${from}–${to}`)).join("、");

function Origin({ origin }: { readonly origin: Told }): ReactElement {
  const { t } = useTranslation();
  const shop = useShop();
  if (origin.kind === "house") return <span className="faint">{t("lineage.house")}</span>;
  if (origin.kind === "key")
    return <span>{t("lineage.key", { name: origin.name ?? t("lineage.someKey") })}</span>;
  return (
    <span>
      <Link to={`/${shop}/imports/${origin.id}`}>{origin.name ?? t("lineage.someFile")}</Link>{" "}
      {origin.lines.length === 0 ? null : (
        <span className="faint figures">
          {t("lineage.lines", { lines: spoken(origin.lines) })}
          {origin.moreLines === true ? " …" : ""}
        </span>
      )}
    </span>
  );
}

function Origins({ origins }: { readonly origins: readonly LineageOrigin[] }): ReactElement {
  const { t } = useTranslation();
  return (
    <ul className="origins">
      {origins.map((origin) => (
        <li key={`${origin.kind} ${origin.id}`}>
          <Origin origin={origin} />
          <span className="faint figures">
            {" "}
            · {t("lineage.events", { n: whole(origin.events) })}
          </span>
        </li>
      ))}
    </ul>
  );
}

function useEventColumns(): TableColumnsType<LineageEvent> {
  const { t } = useTranslation();
  return [
    {
      title: t("lineage.event"),
      key: "type",
      render: (_, { type }) => t(`events.of.${type}`, { defaultValue: type }),
    },
    {
      title: t("lineage.origin"),
      key: "origin",
      render: (_, { origin }) => <Origin origin={origin} />,
    },
    { title: t("lineage.at"), key: "at", className: "figures", render: (_, { at }) => moment(at) },
    {
      title: t("lineage.received"),
      key: "received",
      className: "figures",
      render: (_, { receivedAt }) => moment(receivedAt),
    },
  ];
}

function Made({ made }: Pick<Lineage, "made">): ReactElement | null {
  const { t } = useTranslation();
  const language = useLanguage();
  if (made === null) return null;
  const { by, at, from, to, version, left } = made;
  const stretch = from === null ? "lineage.upTo" : from === to ? "lineage.day" : "lineage.days";
  return (
    <p className="faint">
      {t("lineage.made", { by: by[language], at: moment(at) })}{" "}
      {version === null ? "" : t("lineage.version", { n: version })}
      {t(stretch, { from, to })}
      {left === 0 ? "" : t("lineage.left", { n: whole(left) })}
    </p>
  );
}

/** The tags and figures that change with a file: whose, and of which days. */
function Computed({ rests }: { readonly rests: NonNullable<Lineage["rests"]> }): ReactElement {
  const { t } = useTranslation();
  const shop = useShop();
  const { customers, goods, days } = rests;
  return (
    <ul className="origins">
      {customers + goods === 0 ? null : (
        <li>
          {t("lineage.tagsOf", { customers: whole(customers), goods: whole(goods) })}{" "}
          <Link to={`/${shop}/tags`}>{t("lineage.toTags")}</Link>
        </li>
      )}
      {days === null ? null : (
        <li>
          {t("lineage.figuresOf", days)}{" "}
          <Link to={`/${shop}/figures${query({ from: days.from, until: days.until })}`}>
            {t("lineage.toFigures")}
          </Link>{" "}
          <Link to={`/${shop}/commission${query({ month: days.until.slice(0, 7) })}`}>
            {t("lineage.toStatement")}
          </Link>
        </li>
      )}
    </ul>
  );
}

function Rests({ rests }: Pick<Lineage, "rests">): ReactElement | null {
  const { t } = useTranslation();
  const language = useLanguage();
  const shop = useShop();
  if (rests === null) return null;
  return (
    <section>
      <h3>{t("lineage.rests")}</h3>
      <p className="figures">
        {t("lineage.restsOn", {
          orders: whole(rests.orders),
          refunds: whole(rests.refunds),
          customers: whole(rests.customers),
          goods: whole(rests.goods),
        })}
      </p>
      <Computed rests={rests} />
      {rests.cards.length === 0 ? <p className="faint">{t("lineage.noCards")}</p> : null}
      <ul className="origins">
        {rests.cards.map(({ id, day, title, sent }) => (
          <li key={id}>
            <Link to={`/${shop}/cards/${id}`}>{title[language]}</Link>{" "}
            <span className="faint figures">{day}</span>{" "}
            {sent ? <Tag color="success">{t("lineage.sent")}</Tag> : <Tag>{t("lineage.open")}</Tag>}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Shown({ of }: { readonly of: string }): ReactElement {
  const { t } = useTranslation();
  const shop = useShop();
  const columns = useEventColumns();
  const found = useQuery({
    queryKey: ["lineage", shop, of],
    queryFn: () => ask(Lineage, `/shops/${shop}/lineage${query({ of })}`),
  });
  return (
    <Loaded query={found}>
      {({ origins, events, total, made, rests }) => (
        <>
          <Made made={made} />
          <Rests rests={rests} />
          <h3>{t("lineage.from")}</h3>
          {total === 0 ? (
            <p className="faint">{t("lineage.none")}</p>
          ) : (
            <Origins origins={origins} />
          )}
          {origins.some(({ kind }) => kind === "import") ? (
            <p className="faint">{t("lineage.fileGone")}</p>
          ) : null}
          <h3>{t("lineage.newest")}</h3>
          <p className="faint figures">
            {t(events.length < total ? "lineage.shown" : "lineage.all", {
              n: whole(events.length),
              total: whole(total),
            })}
          </p>
          <Table
            size="small"
            rowKey="messageId"
            columns={columns}
            dataSource={events}
            pagination={false}
            scroll={{ x: "max-content" }}
          />
        </>
      )}
    </Loaded>
  );
}

/** Opens where something came from; `of` as the address of lineage spells it. */
export function LineageButton({
  of,
  size,
}: {
  readonly of: string;
  readonly size?: "small";
}): ReactElement | null {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  if (!useMay("events.read")) return null;
  return (
    <>
      <Button {...(size === undefined ? {} : { size })} onClick={() => setOpened(true)}>
        {t("lineage.button")}
      </Button>
      <Drawer open={opened} onClose={() => setOpened(false)} size={720} title={t("lineage.title")}>
        {opened ? <Shown of={of} /> : null}
      </Drawer>
    </>
  );
}
