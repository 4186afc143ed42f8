import { useQuery } from "@tanstack/react-query";
import { ask, cell, clock, moment, price, whole } from "@zhongshu/browser";
import { Profile, TimelineEntry } from "@zhongshu/people/contract";
import { Card, Descriptions, Tag } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { z } from "zod";
import { Page, useShop } from "../frame/page.tsx";
import { Loaded } from "../states/loaded.tsx";
import { Hours, Interests, Rfm } from "./charts.tsx";
import { STAGE_COLOURS } from "./stages.ts";

const Timeline = z.object({ entries: z.array(TimelineEntry) });
type Props = { readonly person: Profile };

function Facts({ person }: Props): ReactElement {
  const { t } = useTranslation();
  const items = [
    { label: t("people.orders"), children: whole(person.orders) },
    { label: t("people.spent"), children: person.spent === null ? "—" : price(person.spent) },
    {
      label: t("people.lastOrder"),
      children: person.lastOrderAt === null ? t("people.never") : clock(person.lastOrderAt),
    },
    { label: t("people.firstSeen"), children: moment(person.firstSeen).slice(0, 10) },
    { label: t("people.lastSeen"), children: clock(person.lastSeen) },
    { label: t("people.events"), children: whole(person.events) },
  ].map((item) => ({ ...item, key: item.label }));
  return (
    <Card>
      <Descriptions
        className="figures"
        column={{ xs: 2, md: 3 }}
        layout="vertical"
        colon={false}
        items={items}
      />
      <Rfm rfm={person.rfm} />
    </Card>
  );
}

function Known({ person }: Props): ReactElement {
  const { t } = useTranslation();
  const traits = Object.entries(person.traits);
  return (
    <Card title={t("people.communities")}>
      {person.communities.length === 0 ? (
        <p className="faint">{t("people.noCommunities")}</p>
      ) : null}
      {person.communities.map(({ id, name, source }) => (
        <Tag key={id}>
          {name} · {t(`people.source.${source}`, { defaultValue: source })}
        </Tag>
      ))}
      <h3>{t("people.traits")}</h3>
      {traits.length === 0 ? <p className="faint">{t("people.noTraits")}</p> : null}
      <dl className="pairs">
        {traits.map(([key, value]) => (
          <div key={key}>
            <dt>{key}</dt>
            <dd>{cell(value)}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}

function Steps({ shop, id }: { readonly shop: string; readonly id: string }): ReactElement {
  const { t } = useTranslation();
  const timeline = useQuery({
    queryKey: ["person", shop, id, "timeline"],
    queryFn: () => ask(Timeline, `/shops/${shop}/people/${id}/timeline?limit=100`),
  });
  return (
    <Card title={t("people.timeline")}>
      <Loaded query={timeline}>
        {({ entries }) => (
          <ol className="timeline">
            {entries.length === 0 ? <li className="faint">{t("people.noTimeline")}</li> : null}
            {entries.map((entry) => (
              <li key={entry.messageId}>
                <time className="figures faint">{moment(entry.at)}</time>
                <strong>{entry.type}</strong>
                <code className="raw">{JSON.stringify(entry.properties)}</code>
              </li>
            ))}
          </ol>
        )}
      </Loaded>
    </Card>
  );
}

export function PersonPage(): ReactElement {
  const { t } = useTranslation();
  const shop = useShop();
  const { id = "" } = useParams();
  const person = useQuery({
    queryKey: ["person", shop, id],
    queryFn: () => ask(Profile, `/shops/${shop}/people/${id}`),
  });
  return (
    <Loaded query={person}>
      {(found) => (
        <Page
          title={found.name ?? found.userId ?? `${t("people.unnamed")} ${id.slice(-4)}`}
          lead={
            <>
              <Tag color={STAGE_COLOURS[found.stage]}>{t(`people.stage.${found.stage}`)}</Tag>{" "}
              {found.userId}
            </>
          }
        >
          <div className="person">
            <Facts person={found} />
            <Interests interests={found.interests} />
            <Hours hours={found.hours} />
            <Known person={found} />
            <Steps shop={shop} id={id} />
          </div>
        </Page>
      )}
    </Loaded>
  );
}
