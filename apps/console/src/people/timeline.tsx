import { moment } from "@zhongshu/browser";
import { TimelineEntry } from "@zhongshu/people/contract";
import { Button, Card, Tooltip } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { detailOf, titleOf } from "../events/telling.ts";
import { Failure } from "../states/failure.tsx";
import { usePaged } from "../states/paged.ts";
import type { Only } from "./only.ts";

const PAGE = 50;
const Timeline = z.object({ entries: z.array(TimelineEntry) }).transform(({ entries }) => ({
  items: entries,
  next: entries.length < PAGE ? null : String(entries.at(-1)?.at ?? ""),
}));

function Entry({ entry }: { readonly entry: TimelineEntry }): ReactElement {
  const { t } = useTranslation();
  return (
    <li>
      <time className="figures faint">{moment(entry.at)}</time>
      <Tooltip
        trigger={["hover", "focus", "click"]}
        title={<pre className="raw">{JSON.stringify(entry.properties, null, 2)}</pre>}
      >
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what was sent is shown to the keyboard too. */}
        <strong tabIndex={0}>{titleOf(t, entry.type)}</strong>
      </Tooltip>
      <span>{detailOf(t, entry)}</span>
    </li>
  );
}

type Props = {
  readonly shop: string;
  readonly id: string;
  readonly only: Only | null;
  readonly onAll: () => void;
};

/** What a customer did, newest first; the rows behind every figure of the profile. */
export function Steps({ shop, id, only, onAll }: Props): ReactElement {
  const { t } = useTranslation();
  const path = `/shops/${shop}/people/${id}/timeline`;
  const paged = usePaged({ path, schema: Timeline, from: "before" });
  const shown = paged.items.filter((entry) => only === null || only.holds(entry));
  const nothing = only === null ? t("people.noTimeline") : t("people.noneSuch");
  return (
    <Card
      id="timeline"
      loading={paged.isPending}
      title={t("people.timeline")}
      extra={
        only === null ? null : (
          <Button type="link" className="flush" onClick={onAll}>
            {only.kind === "hour"
              ? t("people.onlyHour", { hour: only.hour })
              : t("people.onlyCategory", { category: only.category })}{" "}
            · {t("people.all")}
          </Button>
        )
      }
    >
      {paged.error ? (
        <Failure error={paged.error} onRetry={() => void paged.refetch()} busy={paged.isFetching} />
      ) : null}
      <ol className="timeline">
        {shown.length === 0 && !paged.error ? <li className="faint">{nothing}</li> : null}
        {shown.map((entry) => (
          <Entry key={entry.messageId} entry={entry} />
        ))}
      </ol>
      {paged.hasNextPage ? (
        <div className="more">
          <Button loading={paged.isFetchingNextPage} onClick={() => void paged.fetchNextPage()}>
            {t("state.more")}
          </Button>
        </div>
      ) : null}
    </Card>
  );
}
