import { useQuery } from "@tanstack/react-query";
import { ask, cell, fullDay, masked, moment, price, when, whole } from "@zhongshu/browser";
import { Profile } from "@zhongshu/people/contract";
import { Card, Descriptions, Tag } from "antd";
import { type ReactElement, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { traitName } from "../events/telling.ts";
import { Page, useShop } from "../frame/page.tsx";
import { RightsCard } from "../privacy/rights-card.tsx";
import { Loaded } from "../states/loaded.tsx";
import { PersonTagsCard } from "../tags/person-tags.tsx";
import { useLanguage } from "../words/i18n.ts";
import { Hours, Interests, Rfm } from "./charts.tsx";
import { Invite } from "./invite.tsx";
import { type Only, onlyCategory, onlyHour } from "./only.ts";
import { StageTag } from "./stages.tsx";
import { Steps } from "./timeline.tsx";

type Props = { readonly person: Profile };

/** Each figure leads to its rows: those of money to the orders, the others to the timeline below. */
function Facts({ person, shop }: Props & { readonly shop: string }): ReactElement {
  const { t } = useTranslation();
  const language = useLanguage();
  const bought = (figure: string) => (
    <Link to={`/${shop}/orders?profile=${person.id}`} title={t("people.opens")}>
      {figure}
    </Link>
  );
  const did = (figure: string) => (
    <a href="#timeline" title={t("people.opens")}>
      {figure}
    </a>
  );
  const items = [
    { label: t("people.orders"), children: bought(whole(person.orders)) },
    {
      label: t("people.spent"),
      children: person.spent === null ? "—" : bought(price(person.spent)),
    },
    {
      label: t("people.lastOrder"),
      children:
        person.lastOrderAt === null
          ? t("people.never")
          : bought(when(person.lastOrderAt, language)),
    },
    {
      label: t("people.firstSeen"),
      children: did(fullDay(moment(person.firstSeen).slice(0, 10), language)),
    },
    {
      label: t("people.lastSeen"),
      children:
        person.lastSeen === null ? t("people.onlyListed") : did(when(person.lastSeen, language)),
    },
    { label: t("people.events"), children: did(whole(person.events)) },
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
        {person.userId === null ? null : (
          <div>
            <dt>{t("people.number")}</dt>
            <dd>{masked(person.userId)}</dd>
          </div>
        )}
        {traits.map(([key, value]) => (
          <div key={key}>
            <dt>{traitName(t, key)}</dt>
            <dd>{cell(value)}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}

export function PersonPage(): ReactElement {
  const { t } = useTranslation();
  const shop = useShop();
  const { id = "" } = useParams();
  const [only, setOnly] = useState<Only | null>(null);
  const open = (part: Only): void => {
    setOnly(part);
    document.getElementById("timeline")?.scrollIntoView({ behavior: "smooth" });
  };
  const person = useQuery({
    queryKey: ["person", shop, id],
    queryFn: () => ask(Profile, `/shops/${shop}/people/${id}`),
  });
  return (
    <Loaded query={person}>
      {(found) => (
        <Page
          up="people"
          title={found.name ?? masked(found.userId ?? t("people.unnamed"))}
          lead={<StageTag stage={found.stage} />}
          extra={<Invite shop={shop} person={id} />}
        >
          <div className="person">
            <PersonTagsCard shop={shop} person={id} plain={found.stage === null} />
            <Facts person={found} shop={shop} />
            <Interests
              interests={found.interests}
              onOpen={(category) => open(onlyCategory(category))}
            />
            <Hours hours={found.hours} onOpen={(hour) => open(onlyHour(hour))} />
            <Known person={found} />
            <RightsCard shop={shop} person={id} />
            <Steps shop={shop} id={id} only={only} onAll={() => setOnly(null)} />
          </div>
        </Page>
      )}
    </Loaded>
  );
}
