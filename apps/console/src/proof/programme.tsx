import { useQuery } from "@tanstack/react-query";
import { Programme } from "@zhongshu/brain/contract";
import { ask, dayName } from "@zhongshu/browser";
import { businessDay } from "@zhongshu/kernel";
import { Card } from "antd";
import { type ReactElement, useState } from "react";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { Compared } from "../runs/compared.tsx";
import { type Figure, RowsDrawer } from "../runs/rows.tsx";
import { Loaded } from "../states/loaded.tsx";
import { Nothing } from "../states/nothing.tsx";
import { useLanguage } from "../words/i18n.ts";

const Result = z.object({ result: Programme.nullable() });

function Told({ shop, told }: { readonly shop: string; readonly told: Programme }): ReactElement {
  const { t } = useTranslation();
  const language = useLanguage();
  const [figure, setFigure] = useState<Figure | null>(null);
  const day = (at: number): string => dayName(businessDay(at), language);
  const stretch = { from: day(told.from), until: day(told.until - 1) };
  return (
    <>
      <Compared
        title={t("proof.programme")}
        lift={told.lift}
        names={{ treated: t("proof.others"), "held-out": t("proof.never") }}
        open={(side, title, value) => setFigure({ title, value, opens: `programme/rows/${side}` })}
      >
        <p className="soft">{t(`proof.stretch.${told.state}`, stretch)}</p>
        <p className="faint">{t("proof.groupsToo")}</p>
        {told.caution === null ? null : <p className="faint">{told.caution[language]}</p>}
      </Compared>
      <RowsDrawer shop={shop} figure={figure} onClose={() => setFigure(null)} />
    </>
  );
}

/** What everything that was written one by one changed together, by those who never get any of it. */
export function WholeProgramme({ shop }: { readonly shop: string }): ReactElement {
  const { t } = useTranslation();
  const query = useQuery({
    queryKey: ["programme", shop],
    queryFn: () => ask(Result, `/shops/${shop}/programme`),
  });
  return (
    <Loaded query={query}>
      {({ result }) =>
        result === null ? (
          <Card title={t("proof.programme")}>
            <Nothing title={t("proof.untried")} next={t("proof.untriedNext")} />
          </Card>
        ) : (
          <Told shop={shop} told={result} />
        )
      }
    </Loaded>
  );
}
