import { price, when, whole } from "@zhongshu/browser";
import { type Profile, Stage } from "@zhongshu/people/contract";
import { SearchBar } from "antd-mobile";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Link, Navigate, useParams, useSearchParams } from "react-router";
import { Place } from "../frame/place.tsx";
import { sessionOver } from "../session/asks.ts";
import { Failure } from "../states/failure.tsx";
import { Waiting } from "../states/waiting.tsx";
import { useLanguage } from "../words/i18n.ts";
import { usePeople } from "./asks.ts";
import { useCalled } from "./called.ts";
import "./people.css";

function Line({ person }: { readonly person: Profile }): ReactElement {
  const { t } = useTranslation();
  const language = useLanguage();
  const { shop = "" } = useParams();
  const called = useCalled()(person);
  const { orders, spent, interests, stage } = person;
  const bought =
    orders === 0 || spent === null
      ? t("people.noOrders")
      : t("people.line", { orders: whole(orders), spent: price(spent) });
  return (
    <li>
      <Link to={`/${shop}/people/${person.id}`} className="person-line">
        <span className="avatar" aria-hidden="true">
          {[...called][0]}
        </span>
        <span className="person-told">
          <span className="between">
            <strong>{called}</strong>
            <em className={`stamp ${stage ?? "plain"}`}>{t(`people.stage.${stage ?? "plain"}`)}</em>
          </span>
          <span className="figures">
            {bought}
            {interests[0] === undefined ? "" : ` · ${interests[0].category}`}
          </span>
          <span className="faint figures">
            {person.lastSeen === null
              ? t("people.onlyListed")
              : t("people.seen", { at: when(person.lastSeen, language) })}
          </span>
        </span>
      </Link>
    </li>
  );
}

type Choosing = { readonly chosen: string; readonly choose: (stage: string) => void };

function Stages({ chosen, choose }: Choosing): ReactElement {
  const { t } = useTranslation();
  const stages = [
    { key: "", name: t("people.all") },
    ...Stage.options.map((key) => ({ key, name: t(`people.stage.${key}`) })),
  ];
  return (
    <div className="chips">
      {stages.map(({ key, name }) => (
        <button type="button" key={key} aria-pressed={chosen === key} onClick={() => choose(key)}>
          {name}
        </button>
      ))}
    </div>
  );
}

function Nobody({ wished }: { readonly wished: boolean }): ReactElement {
  const { t } = useTranslation();
  return (
    <section className="state calm">
      <span className="state-mark" aria-hidden="true">
        ☺
      </span>
      <h2>{t(wished ? "people.nobody" : "people.none")}</h2>
      <p>{t(wished ? "people.nobodyNext" : "people.noneNext")}</p>
    </section>
  );
}

function List({
  search,
  stage,
}: {
  readonly search: string;
  readonly stage: string;
}): ReactElement {
  const { t } = useTranslation();
  const { shop = "" } = useParams();
  const people = usePeople(shop, { search, stage });
  if (sessionOver(people.error))
    return <Navigate to="/sign-in" replace state={{ from: `/${shop}/people` }} />;
  if (!people.data) {
    return people.error ? (
      <Failure
        error={people.error}
        onRetry={() => void people.refetch()}
        busy={people.isFetching}
      />
    ) : (
      <Waiting blocks={3} />
    );
  }
  const all = people.data.pages.flatMap((page) => page.people);
  if (all.length === 0) return <Nobody wished={search !== "" || stage !== ""} />;
  return (
    <>
      <ul className="panel persons">
        {all.map((person) => (
          <Line key={person.id} person={person} />
        ))}
      </ul>
      {people.hasNextPage ? (
        <button
          type="button"
          className="quiet centre"
          disabled={people.isFetchingNextPage}
          onClick={() => void people.fetchNextPage()}
        >
          {people.isFetchingNextPage ? t("state.loading") : t("people.further")}
        </button>
      ) : null}
    </>
  );
}

/** Who buys here: found by name, by stage, last seen first. */
export function PeoplePage(): ReactElement {
  const { t } = useTranslation();
  const { shop = "" } = useParams();
  const [wishes, setWishes] = useSearchParams();
  const search = wishes.get("search") ?? "";
  const stage = wishes.get("stage") ?? "";
  const wish = (next: { readonly search?: string; readonly stage?: string }): void => {
    const wanted = { search, stage, ...next };
    setWishes(
      Object.entries(wanted).filter(([, value]) => value !== ""),
      { replace: true },
    );
  };
  return (
    <Place>
      <div className="title-row apart">
        <h1>{t("people.title")}</h1>
        <Link to={`/${shop}/imports`} className="quiet">
          {t("imports.open")}
        </Link>
      </div>
      <SearchBar
        key={search}
        defaultValue={search}
        placeholder={t("people.search")}
        onSearch={(value) => wish({ search: value.trim() })}
        onClear={() => wish({ search: "" })}
      />
      <Stages chosen={stage} choose={(next) => wish({ stage: next })} />
      <List search={search} stage={stage} />
    </Place>
  );
}
