import { amount } from "@zhongshu/browser";
import type { Team } from "@zhongshu/insight/contract";
import { businessDay } from "@zhongshu/kernel";
import { Button, Table, type TableColumnsType } from "antd";
import { type ReactElement, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useStatement } from "../commission/asks.ts";
import { Page, useShop } from "../frame/page.tsx";
import { wholeDays } from "../goods/rules/standing.ts";
import { useOrganisation } from "../members/asks.ts";
import { useMe } from "../session/asks.ts";
import { labelled } from "../states/labelled.ts";
import { Loaded } from "../states/loaded.tsx";
import { Nothing } from "../states/nothing.tsx";
import { useTeam } from "./asks.ts";
import { ChangeLeader, type ShopName } from "./change.tsx";
import { standing } from "./dated.ts";
import { DatedRows } from "./dated-rows.tsx";
import { Shares } from "./shares.tsx";

type Leading = Team["leaders"][number];

/** What a shop earned this month, own sales and team together; it opens to the rows. */
function Earned({ shop }: { readonly shop: string }): ReactElement {
  const { t } = useTranslation();
  const may = useMe()
    .data?.shops.find(({ id }) => id === shop)
    ?.permissions.includes("orders.read");
  return may === true ? (
    <EarnedOf shop={shop} />
  ) : (
    <span className="faint">{t("team.hidden")}</span>
  );
}

function EarnedOf({ shop }: { readonly shop: string }): ReactElement {
  const { t } = useTranslation();
  const month = businessDay(Date.now()).slice(0, 7);
  const { data, error } = useStatement(shop, month);
  if (error) return <span className="faint">{t("team.notRead")}</span>;
  if (data === undefined) return <span className="faint">…</span>;
  const { earned: minor, currency } = data;
  return <Link to={`/${shop}/commission?month=${month}`}>{amount({ minor, currency })}</Link>;
}

type Shown = { readonly team: Team; readonly shops: readonly ShopName[]; readonly now: number };

function useColumns({ team, shops, now }: Shown, change: (shop: ShopName) => void) {
  const { t } = useTranslation();
  const nameOf = (id: string | null): string =>
    id === null ? t("team.nobody") : (shops.find((one) => one.id === id)?.name ?? id);
  const since = ({ leader, validFrom }: Leading): string =>
    t("team.since", { leader: nameOf(leader), at: wholeDays(validFrom) });
  const columns: TableColumnsType<ShopName> = [
    { title: t("team.shop"), dataIndex: "name" },
    {
      title: t("team.leader"),
      key: "leader",
      render: (_, shop) => {
        const rows = team.leaders.filter((row) => row.shop === shop.id);
        return (
          <DatedRows
            kind="leader"
            shop={shop.id}
            rows={rows}
            now={now}
            none={t("team.nobody")}
            said={since}
          />
        );
      },
    },
    {
      ...{ title: t("team.earned"), key: "earned", align: "right", className: "figures" },
      onCell: () => labelled(t("team.earned")),
      render: (_, { id }) => <Earned shop={id} />,
    },
    {
      ...{ title: "", key: "change" },
      render: (_, shop) => <Button onClick={() => change(shop)}>{t("team.change")}</Button>,
    },
  ];
  return columns;
}

function Members(shown: Shown): ReactElement {
  const { t } = useTranslation();
  const page = useShop();
  const { team, shops, now } = shown;
  const [changing, setChanging] = useState<ShopName | null>(null);
  const columns = useColumns(shown, setChanging);
  if (shops.length < 2) return <Nothing title={t("team.alone")} next={t("team.aloneNext")} />;
  const led = team.leaders.filter(({ shop }) => shop === changing?.id);
  return (
    <>
      <Table
        rowKey="id"
        className="stacked"
        columns={columns}
        dataSource={[...shops]}
        pagination={false}
      />
      {changing === null ? null : (
        <ChangeLeader
          page={page}
          shop={changing}
          shops={shops}
          leader={standing(led, now).current?.leader ?? null}
          planned={standing(led, now).planned.length > 0}
          onClose={() => setChanging(null)}
        />
      )}
    </>
  );
}

function Told({ team, shops }: Omit<Shown, "now">): ReactElement {
  const { t } = useTranslation();
  // A change just made begins now, by the server's clock; a minute covers the difference of two clocks.
  const now = Date.now() + 60_000;
  return (
    <div className="stack">
      <Shares team={team} now={now} />
      <h2>{t("team.members")}</h2>
      <Members team={team} shops={shops} now={now} />
    </div>
  );
}

/** Who is above whom, what of a sale goes up, and what each got this month. */
export function TeamPage(): ReactElement {
  const { t } = useTranslation();
  const shop = useShop();
  const team = useTeam(shop);
  const organisation = useOrganisation(shop);
  return (
    <Page title={t("team.title")} lead={t("team.lead")} up="commission">
      <Loaded query={organisation}>
        {({ shops }) => (
          <Loaded query={team}>{(found) => <Told team={found} shops={shops} />}</Loaded>
        )}
      </Loaded>
    </Page>
  );
}
