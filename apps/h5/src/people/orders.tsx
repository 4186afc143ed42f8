import { price, when } from "@zhongshu/browser";
import type { Order } from "@zhongshu/orders/contract";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Failure } from "../states/failure.tsx";
import { Waiting } from "../states/waiting.tsx";
import { useLanguage } from "../words/i18n.ts";
import { useOrders } from "./asks.ts";

function One({ order }: { readonly order: Order }): ReactElement {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <li>
      <span className="between">
        <strong className="figures">{price(order.total)}</strong>
        <span className="faint figures">{when(order.at, language)}</span>
      </span>
      {order.lines.map(({ ordinal, title, quantity }) => (
        <p key={ordinal}>{t("people.times", { title, n: quantity })}</p>
      ))}
      <p className="faint figures">
        {t("statement.order", { number: order.number })}
        {order.refunded.minor === 0
          ? ""
          : ` · ${t("people.refunded", { sum: price(order.refunded) })}`}
      </p>
    </li>
  );
}

type Props = { readonly shop: string; readonly person: string };

/** The rows behind what a customer bought. */
export function Orders({ shop, person }: Props): ReactElement {
  const { t } = useTranslation();
  const orders = useOrders(shop, person);
  if (!orders.data) {
    return orders.error ? (
      <Failure
        error={orders.error}
        onRetry={() => void orders.refetch()}
        busy={orders.isFetching}
      />
    ) : (
      <Waiting blocks={2} />
    );
  }
  const all = orders.data.pages.flatMap((page) => page.orders);
  if (all.length === 0) return <p className="faint">{t("people.noOrdersOf")}</p>;
  return (
    <>
      <ul className="bought">
        {all.map((order) => (
          <One key={order.id} order={order} />
        ))}
      </ul>
      {orders.hasNextPage ? (
        <button
          type="button"
          className="quiet centre"
          disabled={orders.isFetchingNextPage}
          onClick={() => void orders.fetchNextPage()}
        >
          {orders.isFetchingNextPage ? t("state.loading") : t("people.further")}
        </button>
      ) : null}
    </>
  );
}
