import { useQuery } from "@tanstack/react-query";
import { Overview } from "@zhongshu/brain/contract";
import { ask } from "@zhongshu/browser";
import { Button, Card } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { OpenDemo } from "../demo/demo.tsx";
import { Page, useShop } from "../frame/page.tsx";
import { Loaded } from "../states/loaded.tsx";
import { Nothing } from "../states/nothing.tsx";
import { useLanguage } from "../words/i18n.ts";

type Figure = Overview["figures"][number];

function FigureCard({
  shop,
  figure,
}: {
  readonly shop: string;
  readonly figure: Figure;
}): ReactElement {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <Link to={`/${shop}/${figure.opens.replace(/^\//, "")}`} className="figure">
      <Card hoverable>
        <span className="faint">{figure.title[language]}</span>
        <strong className="figures">{figure.value}</strong>
        <span className="faint">{figure.note?.[language] ?? t("overview.open")}</span>
      </Card>
    </Link>
  );
}

export function OverviewPage(): ReactElement {
  const { t } = useTranslation();
  const shop = useShop();
  const overview = useQuery({
    queryKey: ["overview", shop],
    queryFn: () => ask(Overview, `/shops/${shop}/overview`),
  });
  return (
    <Page title={t("frame.overview")} lead={t("overview.lead")}>
      <Loaded query={overview}>
        {({ figures }) =>
          figures.every(({ value }) => value === "0") ? (
            <Nothing title={t("overview.empty")} next={t("overview.emptyNext")}>
              <Link to={`/${shop}/imports`}>
                <Button type="primary">{t("overview.start")}</Button>
              </Link>
              <OpenDemo />
            </Nothing>
          ) : (
            <div className="figures-grid">
              {figures.map((figure) => (
                <FigureCard key={figure.key} shop={shop} figure={figure} />
              ))}
            </div>
          )
        }
      </Loaded>
    </Page>
  );
}
