import type { Dimension, Figures, MetricId } from "@zhongshu/insight/contract";
import { businessDay, plusDays } from "@zhongshu/kernel";
import { Card } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import { useShop } from "../frame/page.tsx";
import { useMay } from "../session/asks.ts";
import { Loaded } from "../states/loaded.tsx";
import { useFigures } from "./asks.ts";
import { FigureCard } from "./cards.tsx";
import "./figures.css";
import { figureOf } from "./show.ts";

type Props = {
  readonly dimension: Extract<Dimension, "community" | "product">;
  /** The value of the dimension, and what people call it. */
  readonly value: string;
  readonly called: string;
  readonly metrics: readonly MetricId[];
};

/** The last thirty days of one product or community, each figure a press away from its rows. */
export function FiguresOfOne(props: Props): ReactElement | null {
  return useMay("orders.read") ? <Allowed {...props} /> : null;
}

function Cards(props: {
  readonly found: Figures;
  readonly metrics: readonly MetricId[];
  readonly open: (metric: MetricId) => void;
}): ReactElement {
  const { found, metrics, open } = props;
  return (
    <div className="figure-cards">
      {metrics.map((metric) => {
        const figure = figureOf(found.figures, metric);
        const before = figureOf(found.figuresBefore, metric);
        const { currency } = found;
        return figure === undefined ? null : (
          <FigureCard key={metric} {...{ figure, before, currency, open }} />
        );
      })}
    </div>
  );
}

function Allowed({ dimension, value, called, metrics }: Props): ReactElement {
  const { t } = useTranslation();
  const shop = useShop();
  const navigate = useNavigate();
  const until = businessDay(Date.now());
  const days = { from: plusDays(until, -29), until, against: "before" as const };
  const figures = useFigures({ ...days, shops: [], where: { [dimension]: value } }, null);
  const words = { [dimension]: value, called };
  const page = (more: Readonly<Record<string, string>>): string =>
    `/${shop}/figures?${new URLSearchParams({ ...words, ...more })}`;
  return (
    <Card
      size="small"
      className="after"
      title={t("figures.of")}
      extra={<Link to={page({ by: "day" })}>{t("figures.more")}</Link>}
    >
      <Loaded query={figures}>
        {(found) =>
          metrics.every((metric) => figureOf(found.figures, metric)?.value == null) ? (
            <p className="faint">{t(`figures.noneOf.${dimension}`)}</p>
          ) : (
            <Cards
              {...{ found, metrics }}
              open={(open) => void navigate(page({ by: "day", open }))}
            />
          )
        }
      </Loaded>
    </Card>
  );
}
