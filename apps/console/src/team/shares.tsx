import type { Team } from "@zhongshu/insight/contract";
import { Button, Card } from "antd";
import { type ReactElement, useState } from "react";
import { useTranslation } from "react-i18next";
import { useShop } from "../frame/page.tsx";
import { wholeDays } from "../goods/rules/standing.ts";
import { ChangeShare } from "./change.tsx";
import { DatedRows } from "./dated-rows.tsx";

type Share = Team["shares"][number];
const LEVELS = [1, 2] as const;
const percent = ({ bp }: Share): string => `${bp / 100}%`;

type Props = { readonly level: 1 | 2; readonly rows: readonly Share[]; readonly now: number };

function One({ level, rows, now }: Props): ReactElement {
  const { t } = useTranslation();
  const shop = useShop();
  const [changing, setChanging] = useState(false);
  const since = (row: Share) =>
    t("team.shareSince", { share: percent(row), at: wholeDays(row.validFrom) });
  return (
    <Card
      title={t(`team.shareOf.${level}`)}
      extra={<Button onClick={() => setChanging(true)}>{t("team.setShare")}</Button>}
    >
      <p className="faint">{t(`team.meaning.${level}`)}</p>
      <DatedRows kind="share" rows={rows} now={now} none={t("team.noShare")} said={since} />
      {changing ? (
        <ChangeShare page={shop} level={level} onClose={() => setChanging(false)} />
      ) : null}
    </Card>
  );
}

/** What of a sale goes to those above the shop that sold: two levels, as the law allows. */
export function Shares({ team, now }: { readonly team: Team; readonly now: number }): ReactElement {
  return (
    <div className="stack">
      {LEVELS.map((level) => (
        <One
          key={level}
          level={level}
          rows={team.shares.filter((row) => row.level === level)}
          now={now}
        />
      ))}
    </div>
  );
}
