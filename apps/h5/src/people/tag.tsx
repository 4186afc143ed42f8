import { columnsOf, figures, readable, whole } from "@zhongshu/browser";
import type { PersonTag, TagRows } from "@zhongshu/people/contract";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Failure } from "../states/failure.tsx";
import { Waiting } from "../states/waiting.tsx";
import { useLanguage } from "../words/i18n.ts";
import { useTagRows } from "./asks.ts";

type Row = TagRows["rows"][number];

function Table({ found }: { readonly found: TagRows }): ReactElement {
  const { t } = useTranslation();
  const language = useLanguage();
  if (found.total === 0) return <p className="faint">{t("people.noRows")}</p>;
  const columns = columnsOf(found.columns);
  const side = (key: string): string => (figures(found.rows, key) ? "number" : "");
  const told = (row: Row, key: string): string => {
    const value = row[key];
    if (typeof value === "boolean") return t(value ? "people.yes" : "people.no");
    return readable(row, key, { language });
  };
  return (
    <>
      <p className="faint figures">
        {t("people.rowsShown", { shown: whole(found.rows.length), total: whole(found.total) })}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard. */}
      <div className="rows" tabIndex={0}>
        <table className="figures">
          <thead>
            <tr>
              {columns.map(({ key, label }) => (
                <th key={key} scope="col" className={side(key)}>
                  {label[language]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {found.rows.map((row) => (
              <tr key={JSON.stringify(row)}>
                {columns.map(({ key }) => (
                  <td key={key} className={side(key)}>
                    {told(row, key)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

type Props = { readonly shop: string; readonly person: string; readonly tag: PersonTag };

/** How a tag is decided, and the rows that it was decided by. */
export function TagSheet({ shop, person, tag }: Props): ReactElement {
  const { t } = useTranslation();
  const language = useLanguage();
  const rows = useTagRows({ shop, person, tag: tag.key });
  return (
    <>
      <h3>{t("people.how")}</h3>
      <p className="lead">{tag.meaning[language]}</p>
      <h3>{t("people.rows")}</h3>
      {rows.isPending ? <Waiting blocks={1} /> : null}
      {rows.error ? (
        <Failure error={rows.error} onRetry={() => void rows.refetch()} busy={rows.isFetching} />
      ) : null}
      {rows.data ? <Table found={rows.data} /> : null}
    </>
  );
}
