import { Button, Table, type TableColumnsType } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Failure } from "./failure.tsx";
import { Nothing } from "./nothing.tsx";
import type { Paged } from "./paged.ts";

type Props<T> = {
  readonly paged: Paged<T>;
  readonly columns: TableColumnsType<T>;
  readonly keyOf: (item: T) => string;
  readonly empty: {
    readonly title: string;
    readonly next: string;
    /** What would fill it, one press away. */
    readonly action?: ReactElement;
  };
  readonly expand?: (item: T) => ReactElement;
  /** On a phone, one cell under the other: for lists that read without the heads of their columns. */
  readonly stacked?: boolean;
};

const Empty = ({ action, ...words }: Props<unknown>["empty"]): ReactElement => (
  <Nothing {...words}>{action}</Nothing>
);

/** Every long list of the console: the same states, and more on request. */
export function Listing<T>(props: Props<T>): ReactElement {
  const { paged, columns, keyOf, empty, expand, stacked = false } = props;
  const { t } = useTranslation();
  if (paged.error && paged.items.length === 0) {
    return (
      <Failure error={paged.error} onRetry={() => void paged.refetch()} busy={paged.isFetching} />
    );
  }
  return (
    <>
      <Table
        columns={columns}
        dataSource={paged.items}
        rowKey={keyOf}
        loading={paged.isPending}
        pagination={false}
        {...(stacked ? { className: "stacked" } : {})}
        scroll={{ x: "max-content" }}
        locale={{ emptyText: paged.isPending ? " " : <Empty {...empty} /> }}
        {...(expand === undefined ? {} : { expandable: { expandedRowRender: expand } })}
      />
      {paged.hasNextPage ? (
        <div className="more">
          <Button loading={paged.isFetchingNextPage} onClick={() => void paged.fetchNextPage()}>
            {t("state.more")}
          </Button>
        </div>
      ) : null}
    </>
  );
}
