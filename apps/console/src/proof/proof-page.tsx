import { useQuery } from "@tanstack/react-query";
import { Calibration } from "@zhongshu/brain/contract";
import { ask, moment } from "@zhongshu/browser";
import { HoldOutShare } from "@zhongshu/reach/contract";
import { Card, Table, type TableColumnsType, Tag } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Page, useShop } from "../frame/page.tsx";
import { labelled } from "../states/labelled.ts";
import { Loaded } from "../states/loaded.tsx";
import { Nothing } from "../states/nothing.tsx";
import { WholeProgramme } from "./programme.tsx";
import { Size } from "./size.tsx";

type Case = Calibration["cases"][number];

function Kinds({ kinds, apart }: Pick<Calibration, "kinds" | "apart">): ReactElement {
  const { t } = useTranslation();
  return (
    <Card title={t("proof.kept")}>
      <p className="soft">{t("proof.keptWhy")}</p>
      {kinds.length === 0 ? <Nothing title={t("proof.none")} next={t("proof.noneNext")} /> : null}
      <dl className="pairs figures">
        {kinds.map(({ kind, inside, below, above }) => (
          <div key={kind}>
            <dt>{t(`cards.kind.${kind}`)}</dt>
            <dd>
              {inside + below + above === 0
                ? t("proof.none")
                : t("proof.counts", { inside, below, above, all: inside + below + above })}
            </dd>
          </div>
        ))}
      </dl>
      {apart === 0 ? null : <p className="faint">{t("proof.apart", { n: apart })}</p>}
    </Card>
  );
}

const held = ({ promised, came }: Case): boolean => came >= promised.low && came <= promised.high;

function useColumns(shop: string): TableColumnsType<Case> {
  const { t } = useTranslation();
  return [
    {
      title: t("runs.at"),
      key: "at",
      className: "figures",
      render: (_, { execution, at }) => <Link to={`/${shop}/runs/${execution}`}>{moment(at)}</Link>,
    },
    { title: t("proof.kind"), key: "kind", render: (_, { kind }) => t(`cards.kind.${kind}`) },
    {
      title: t("proof.audience"),
      dataIndex: "audience",
      align: "right",
      className: "figures",
      onCell: () => labelled(t("proof.audience")),
    },
    {
      title: t("proof.promised"),
      key: "promised",
      align: "right",
      className: "figures",
      onCell: () => labelled(t("proof.promised")),
      render: (_, { promised }) => t("proof.people", { n: `${promised.low}–${promised.high}` }),
    },
    {
      title: t("proof.came"),
      key: "came",
      align: "right",
      className: "figures",
      onCell: () => labelled(t("proof.came")),
      render: (_, { came }) => t("proof.people", { n: came }),
    },
    {
      title: t("proof.right"),
      key: "right",
      render: (_, one) =>
        held(one) ? (
          <Tag color="green">{t("proof.yes")}</Tag>
        ) : (
          <Tag color="gold">{t("proof.no")}</Tag>
        ),
    },
  ];
}

/** What keeps the product honest: who is never written to, and how often its promises came true. */
export function ProofPage(): ReactElement {
  const { t } = useTranslation();
  const shop = useShop();
  const share = useQuery({
    queryKey: ["hold-out", shop],
    queryFn: () => ask(HoldOutShare, `/shops/${shop}/hold-out`),
  });
  const calibration = useQuery({
    queryKey: ["calibration", shop],
    queryFn: () => ask(Calibration, `/shops/${shop}/calibration`),
  });
  const columns = useColumns(shop);
  return (
    <Page title={t("frame.proof")} lead={t("proof.lead")}>
      <div className="card-grid">
        <Loaded query={share}>{(found) => <Size shop={shop} share={found.share} />}</Loaded>
        <WholeProgramme shop={shop} />
        <Loaded query={calibration}>
          {({ kinds, apart }) => <Kinds kinds={kinds} apart={apart} />}
        </Loaded>
      </div>
      {calibration.data === undefined || calibration.data.cases.length === 0 ? null : (
        <Card title={t("proof.cases")} className="below">
          <Table
            className="stacked"
            rowKey="execution"
            size="small"
            columns={columns}
            dataSource={calibration.data.cases}
            pagination={false}
            scroll={{ x: "max-content" }}
          />
        </Card>
      )}
    </Page>
  );
}
