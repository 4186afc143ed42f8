import { when, whole } from "@zhongshu/browser";
import type { Tag, TagList } from "@zhongshu/people/contract";
import { App, Button, Card } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Page, useShop } from "../frame/page.tsx";
import { ImportButton } from "../imports/import-button.tsx";
import { useMay } from "../session/asks.ts";
import { Refusal } from "../states/failure.tsx";
import { Loaded } from "../states/loaded.tsx";
import { Nothing } from "../states/nothing.tsx";
import { useLanguage } from "../words/i18n.ts";
import { useDecideAnew, useTags } from "./asks.ts";
import { Days, LINES } from "./days.tsx";
import "./tags.css";

/** More values than these of one tag would hide the others. */
const MOST = 10;

type TagProps = { readonly shop: string; readonly tag: Tag; readonly customers: number };

function Values({ shop, tag, customers }: TagProps): ReactElement {
  const { t } = useTranslation();
  const language = useLanguage();
  const rest = tag.values.length - MOST;
  return (
    <>
      <ul className="tag-values">
        {tag.values.slice(0, MOST).map(({ key, name, people }, i) => (
          <li key={key} className={`line-${i % LINES}`}>
            <span>{name[language]}</span>
            <i style={{ inlineSize: `${(100 * people) / Math.max(1, customers)}%` }} />
            {people === 0 ? (
              <span className="faint figures">0</span>
            ) : (
              <Link
                className="figures"
                to={`/${shop}/people?tag=${tag.key}&value=${encodeURIComponent(key)}`}
              >
                {whole(people)}
              </Link>
            )}
          </li>
        ))}
      </ul>
      {rest > 0 ? <p className="faint">{t("tags.more", { n: rest })}</p> : null}
    </>
  );
}

function TagCard(props: TagProps): ReactElement {
  const { t } = useTranslation();
  const language = useLanguage();
  const { shop, tag } = props;
  return (
    <Card
      title={tag.name[language]}
      extra={<span className="faint">{t("tags.version", { n: tag.version })}</span>}
    >
      <p className="faint">{tag.meaning[language]}</p>
      <Values {...props} />
      <Days shop={shop} tag={tag} />
    </Card>
  );
}

function Freshness({ list }: { readonly list: TagList }): ReactElement {
  const { t } = useTranslation();
  const language = useLanguage();
  const { customers, plain, waiting, measuredAt, market } = list;
  const law = market?.law ?? null;
  const measured =
    measuredAt === null ? t("tags.notYet") : t("tags.fresh", { at: when(measuredAt, language) });
  return (
    <div className="tag-fresh">
      <p>
        <strong className="figures">{t("tags.customers", { n: whole(customers) })}</strong>
        <span className="faint"> · {measured}</span>
      </p>
      {plain === 0 ? null : <p className="faint">{t("tags.plain", { n: whole(plain) })}</p>}
      {waiting === 0 ? null : <p>{t("tags.waiting", { n: whole(waiting) })}</p>}
      {market === null ? null : (
        <p className="faint">
          {law === null
            ? t("tags.noLaw")
            : t("tags.law", { customers: whole(law.customers), repeaters: whole(law.repeaters) })}
          {" · "}
          {market.earnedBp === null
            ? t("tags.inSales")
            : t("tags.inCommission", { share: market.earnedBp / 100 })}
        </p>
      )}
    </div>
  );
}

function Anew({ shop }: { readonly shop: string }): ReactElement {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const anew = useDecideAnew(shop);
  const begin = () =>
    anew.mutate(undefined, { onSuccess: () => void message.success(t("tags.anewDone")) });
  return (
    <>
      <Refusal error={anew.error} />
      <Button loading={anew.isPending} onClick={begin}>
        {t("tags.anew")}
      </Button>
    </>
  );
}

function Shown({ shop, list }: { readonly shop: string; readonly list: TagList }): ReactElement {
  const { t } = useTranslation();
  if (list.customers === 0)
    return (
      <Nothing title={t("tags.none")} next={t("tags.noneNext")}>
        <ImportButton shop={shop} />
      </Nothing>
    );
  return (
    <>
      <Freshness list={list} />
      <div className="tag-cards">
        {list.tags.map((tag) => (
          <TagCard key={tag.key} shop={shop} tag={tag} customers={list.customers} />
        ))}
      </div>
    </>
  );
}

export function TagsPage(): ReactElement {
  const { t } = useTranslation();
  const shop = useShop();
  const tags = useTags(shop);
  const may = useMay("people.write") && (tags.data?.customers ?? 0) > 0;
  return (
    <Page title={t("frame.tags")} lead={t("tags.lead")} extra={may ? <Anew shop={shop} /> : null}>
      <Loaded query={tags}>{(list) => <Shown shop={shop} list={list} />}</Loaded>
    </Page>
  );
}
