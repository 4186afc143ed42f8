import { price, when, whole } from "@zhongshu/browser";
import type { PersonTag, Profile } from "@zhongshu/people/contract";
import { type ReactElement, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, Navigate, useParams } from "react-router";
import { Sheet } from "../frame/sheet.tsx";
import { sessionOver } from "../session/asks.ts";
import { Failure } from "../states/failure.tsx";
import { Waiting } from "../states/waiting.tsx";
import { useLanguage } from "../words/i18n.ts";
import { usePerson, usePersonTags } from "./asks.ts";
import { useCalled } from "./called.ts";
import { Orders } from "./orders.tsx";
import { TagSheet } from "./tag.tsx";
import { Wanted } from "./wanted.tsx";
import "./people.css";

type Shown = { readonly shop: string; readonly person: Profile };

/** What they bought, which opens to the orders, and when they were here. */
function Facts({ shop, person }: Shown): ReactElement {
  const { t } = useTranslation();
  const language = useLanguage();
  const [open, setOpen] = useState(false);
  const called = useCalled()(person);
  const { orders, spent, lastOrderAt } = person;
  const bought = [
    { key: "orders", told: whole(orders) },
    { key: "spent", told: spent === null ? "—" : price(spent) },
    {
      key: "lastOrder",
      told: lastOrderAt === null ? t("people.never") : when(lastOrderAt, language),
    },
  ] as const;
  return (
    <section className="panel">
      <div className="stages figures">
        {bought.map(({ key, told }) => (
          <button type="button" key={key} aria-haspopup="dialog" onClick={() => setOpen(true)}>
            <span>{t(`people.${key}`)}</span>
            <strong>{told}</strong>
          </button>
        ))}
      </div>
      <p className="faint figures seen">
        {person.lastSeen === null
          ? t("people.onlyListed")
          : `${t("people.lastSeen")} ${when(person.lastSeen, language)}`}{" "}
        · {t("people.firstSeen")} {when(person.firstSeen, language)}
      </p>
      <Sheet
        title={open ? t("people.ordersOf", { name: called }) : null}
        onClose={() => setOpen(false)}
      >
        <Orders shop={shop} person={person.id} />
      </Sheet>
    </section>
  );
}

function Tags({ shop, person }: Shown): ReactElement {
  const { t } = useTranslation();
  const language = useLanguage();
  const [opened, setOpened] = useState<PersonTag | null>(null);
  const found = usePersonTags(shop, person.id);
  return (
    <section className="panel">
      <h2>
        {t("people.tags")} <small>{t("people.tagsHint")}</small>
      </h2>
      {found.isPending ? <p className="faint">{t("state.loading")}</p> : null}
      {found.error ? (
        <Failure error={found.error} onRetry={() => void found.refetch()} busy={found.isFetching} />
      ) : null}
      {found.data?.at === null ? <p className="faint">{t("people.undecided")}</p> : null}
      <div className="tag-chips">
        {found.data?.own.map(({ id, name }) => (
          <span key={id}>
            <small>{t("people.own")}</small> {name}
          </span>
        ))}
        {found.data?.tags.map((tag) => (
          <button type="button" key={tag.key} aria-haspopup="dialog" onClick={() => setOpened(tag)}>
            <small>{tag.name[language]}</small> {tag.value.name[language]}
          </button>
        ))}
      </div>
      <Sheet
        title={opened === null ? null : opened.name[language]}
        {...(opened === null ? {} : { value: opened.value.name[language] })}
        onClose={() => setOpened(null)}
      >
        {opened === null ? null : <TagSheet shop={shop} person={person.id} tag={opened} />}
      </Sheet>
    </section>
  );
}

function Liked({ person }: Pick<Shown, "person">): ReactElement {
  const { t } = useTranslation();
  const { interests, communities } = person;
  return (
    <section className="panel">
      <h2>{t("people.interests")}</h2>
      {interests.length === 0 ? <p className="faint">{t("people.noInterests")}</p> : null}
      <ul className="liked figures">
        {interests.slice(0, 5).map(({ category, share }) => (
          <li key={category}>
            <span>{category}</span>
            <i style={{ width: `${Math.max(2, Math.round(100 * share))}%` }} />
            <span className="faint">{Math.round(100 * share)}%</span>
          </li>
        ))}
      </ul>
      <h2 className="apart">{t("people.communities")}</h2>
      {communities.length === 0 ? (
        <p className="faint">{t("people.noCommunities")}</p>
      ) : (
        <p>{communities.map(({ name }) => name).join(" · ")}</p>
      )}
    </section>
  );
}

function Person({ shop, person }: Shown): ReactElement {
  const { t } = useTranslation();
  const called = useCalled()(person);
  return (
    <>
      <div className="title-row apart">
        <h1>{called}</h1>
        <em className={`stamp ${person.stage ?? "plain"}`}>
          {t(`people.stage.${person.stage ?? "plain"}`)}
        </em>
      </div>
      <Facts shop={shop} person={person} />
      <Tags shop={shop} person={person} />
      <Liked person={person} />
      <Wanted shop={shop} person={person.id} />
    </>
  );
}

/** One customer: what they bought, what the tags say and by which rows, what they like. */
export function PersonPage(): ReactElement {
  const { t } = useTranslation();
  const { shop = "", person: id = "" } = useParams();
  const person = usePerson(shop, id);
  if (sessionOver(person.error))
    return <Navigate to="/sign-in" replace state={{ from: `/${shop}/people/${id}` }} />;
  return (
    <main className="page">
      <header className="top">
        <Link to={`/${shop}/people`} className="back">
          {t("people.title")}
        </Link>
      </header>
      {person.data ? <Person shop={shop} person={person.data} /> : null}
      {!person.data && person.error ? (
        <Failure
          error={person.error}
          onRetry={() => void person.refetch()}
          busy={person.isFetching}
        />
      ) : null}
      {person.isPending ? <Waiting blocks={3} /> : null}
    </main>
  );
}
