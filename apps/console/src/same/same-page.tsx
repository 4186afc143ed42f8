import { when } from "@zhongshu/browser";
import type { Likely, Side } from "@zhongshu/people/contract";
import { Alert, Button, Card, Popconfirm } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Page, useShop } from "../frame/page.tsx";
import { useMay } from "../session/asks.ts";
import { Failure } from "../states/failure.tsx";
import { Loaded } from "../states/loaded.tsx";
import { Nothing } from "../states/nothing.tsx";
import { useLanguage } from "../words/i18n.ts";
import { useLikely, useSaying, type Word } from "./asks.ts";
import "./same.css";

type SideProps = { readonly side: Side; readonly shop: string };

/** One of the two: what they are called, and everything by which they may be known. */
function Known({ side, shop }: SideProps): ReactElement {
  const { t } = useTranslation();
  return (
    <div className="side">
      <Link to={`/${shop}/people/${side.person}`}>{side.name ?? t("people.unnamed")}</Link>
      <dl className="pairs">
        {side.signs.map(({ kind, shown }) => (
          <div key={`${kind} ${shown}`}>
            <dt>{t(`same.kind.${kind}`, { defaultValue: kind })}</dt>
            <dd>{shown}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

type PairProps = {
  readonly pair: Likely;
  readonly shop: string;
  readonly merged: boolean;
  readonly busy: boolean;
  readonly onSay: (word: Word) => void;
};

function Answers({ pair: { a, b }, merged, busy, onSay }: PairProps): ReactElement {
  const { t } = useTranslation();
  if (merged)
    return (
      <Popconfirm title={t("same.sure")} onConfirm={() => onSay({ a, b, same: false })}>
        <Button disabled={busy}>{t("same.part")}</Button>
      </Popconfirm>
    );
  return (
    <>
      <Button disabled={busy} onClick={() => onSay({ a, b, same: false })}>
        {t("same.no")}
      </Button>
      <Button type="primary" disabled={busy} onClick={() => onSay({ a, b, same: true })}>
        {t("same.yes")}
      </Button>
    </>
  );
}

function Pair(props: PairProps): ReactElement {
  const { pair, shop, merged } = props;
  const { t } = useTranslation();
  const language = useLanguage();
  const may = useMay("people.write");
  return (
    <Card
      size="small"
      title={t(`same.${merged ? "rule" : "why"}.${pair.reason}`, { defaultValue: pair.reason })}
      extra={<span className="faint">{when(pair.at, language)}</span>}
    >
      <div className="sides">
        <Known side={pair.left} shop={shop} />
        <Known side={pair.right} shop={shop} />
      </div>
      {may ? (
        <div className="answers">
          <Answers {...props} />
        </div>
      ) : null}
    </Card>
  );
}

export function SamePage(): ReactElement {
  const { t } = useTranslation();
  const shop = useShop();
  const likely = useLikely(shop);
  const saying = useSaying(shop);
  const pairs = (list: readonly Likely[], merged: boolean) =>
    list.map((pair) => (
      <Pair
        key={`${pair.a} ${pair.b}`}
        {...{ pair, shop, merged }}
        busy={saying.isPending}
        onSay={saying.mutate}
      />
    ));
  return (
    <Page up="people" title={t("same.title")} lead={t("same.lead")}>
      {saying.error === null ? null : (
        <Failure
          error={saying.error}
          onRetry={() => void likely.refetch()}
          busy={likely.isFetching}
        />
      )}
      <Loaded query={likely}>
        {({ doubts, merges }) => (
          <>
            <h2>{t("same.doubts")}</h2>
            {doubts.length === 0 ? (
              <Nothing title={t("same.noDoubts")} next={t("same.noDoubtsNext")} />
            ) : (
              <div className="same">{pairs(doubts, false)}</div>
            )}
            <h2>{t("same.merges")}</h2>
            {merges.length === 0 ? (
              <Alert type="info" title={t("same.noMerges")} />
            ) : (
              <div className="same">{pairs(merges, true)}</div>
            )}
          </>
        )}
      </Loaded>
    </Page>
  );
}
