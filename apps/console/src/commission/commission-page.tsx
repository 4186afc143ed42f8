import { amount, moment, whole } from "@zhongshu/browser";
import type { Statement } from "@zhongshu/insight/contract";
import { businessDay, DAY, MINUTE } from "@zhongshu/kernel";
import { Button, Input, Table, type TableColumnsType } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { Page, useShop } from "../frame/page.tsx";
import { useMay } from "../session/asks.ts";
import { labelled } from "../states/labelled.ts";
import { Loaded } from "../states/loaded.tsx";
import { useStatement } from "./asks.ts";
import { Rows } from "./rows.tsx";
import { Why } from "./why.tsx";

type Entry = Pick<Statement["movements"][number], "change"> & {
  readonly key: string;
  readonly name: string;
  readonly kind: string | null;
  readonly rows: number | null;
};

function useEntries({ opening, movements, closing, asOf }: Statement): readonly Entry[] {
  const { t } = useTranslation();
  // The last instant of a past month is the one before midnight.
  const past = businessDay(asOf + 1) !== businessDay(asOf);
  const end = past ? "commission.closingPast" : "commission.closing";
  const edge = (key: string, name: string, change: Entry["change"]): Entry => ({
    ...{ key, name, change, kind: null, rows: null },
  });
  return [
    edge("opening", t("commission.opening"), opening),
    ...movements.map(({ kind, rows, change }) => ({
      ...{ key: kind, name: t(`commission.kindOf.${kind}`), kind, rows, change },
    })),
    edge("closing", t(end), closing),
  ];
}

function useColumns(currency: string, open: (kind: string) => void): TableColumnsType<Entry> {
  const { t } = useTranslation();
  const stage = (key: keyof Entry["change"]): TableColumnsType<Entry>[number] => ({
    ...{ title: t(`commission.${key}`), key, align: "right", className: "figures" },
    onCell: ({ change, kind }) =>
      labelled(t(`commission.${key}`), kind === null || change[key] !== 0),
    render: (_, { change, kind }) =>
      kind !== null && change[key] === 0 ? "—" : amount({ minor: change[key], currency }),
  });
  return [
    {
      title: t("commission.what"),
      key: "name",
      render: (_, { name, kind }) =>
        kind === null ? (
          <strong>{name}</strong>
        ) : (
          <Button type="link" style={{ padding: 0 }} onClick={() => open(kind)}>
            {name}
          </Button>
        ),
    },
    {
      ...{ title: t("commission.rows"), key: "rows", align: "right", className: "figures" },
      onCell: ({ rows }) => labelled(t("commission.rows"), rows !== null),
      render: (_, { rows }) => (rows === null ? "" : whole(rows)),
    },
    stage("estimated"),
    stage("pending"),
    stage("settled"),
  ];
}

function LeftOut({ unruled, foreign }: Statement): ReactElement | null {
  const { t } = useTranslation();
  const shop = useShop();
  return (
    <>
      {unruled === 0 ? null : (
        <p className="soft">
          {t("commission.unruled", { n: whole(unruled) })}{" "}
          <Link to={`/${shop}/goods`}>{t("commission.setRules")}</Link>
        </p>
      )}
      {foreign === 0 ? null : (
        <p className="soft">{t("commission.foreign", { n: whole(foreign) })}</p>
      )}
    </>
  );
}

/** The return period: days, or minutes in a shop that is tried out. */
function useLong(ms: number): string {
  const { t } = useTranslation();
  return ms < DAY
    ? t("commission.minutes", { n: Math.ceil(ms / MINUTE) })
    : t("commission.days", { n: Math.round(ms / DAY) });
}

type Shown = {
  readonly found: Statement;
  readonly kind: string | null;
  readonly open: (kind: string | null) => void;
};

function Told({ found, kind, open }: Shown): ReactElement {
  const { t } = useTranslation();
  const columns = useColumns(found.currency, open);
  const entries = useEntries(found);
  const long = useLong(found.returnMs);
  const name = kind === null ? "" : t(`commission.kindOf.${kind}`, { defaultValue: "" });
  return (
    <div className="stack">
      <p className="faint">{t("commission.lead", { at: moment(found.asOf), long })}</p>
      <Why found={found} open={open} />
      <LeftOut {...found} />
      <Table
        columns={columns}
        dataSource={[...entries]}
        pagination={false}
        className="stacked"
        scroll={{ x: "max-content" }}
      />
      <div className="between">
        <h2>{name === "" ? t("commission.all") : t("commission.rowsOf", { kind: name })}</h2>
        {name === "" ? null : <Button onClick={() => open(null)}>{t("commission.all")}</Button>}
      </div>
      <Rows month={found.month} kind={name === "" ? null : kind} />
    </div>
  );
}

export function CommissionPage(): ReactElement {
  const { t } = useTranslation();
  const shop = useShop();
  const [place, setPlace] = useSearchParams();
  const now = businessDay(Date.now()).slice(0, 7);
  const month = place.get("month") ?? now;
  const statement = useStatement(shop, month);
  const may = useMay("members.manage");
  const open = (kind: string | null): void => setPlace(kind === null ? { month } : { month, kind });
  const choose = (value: string): void => (value === "" ? undefined : setPlace({ month: value }));
  return (
    <Page
      title={t("frame.commission")}
      extra={
        <span className="between">
          {may ? <Link to={`/${shop}/commission/team`}>{t("team.title")}</Link> : null}
          <Input
            type="month"
            aria-label={t("commission.month")}
            value={month}
            max={now}
            style={{ width: 160 }}
            onChange={({ target }) => choose(target.value)}
          />
        </span>
      }
    >
      <Loaded query={statement}>
        {(found) => <Told found={found} kind={place.get("kind")} open={open} />}
      </Loaded>
    </Page>
  );
}
