import type { UseQueryResult } from "@tanstack/react-query";
import { Skeleton } from "antd";
import type { ReactElement } from "react";
import { Failure } from "./failure.tsx";

type Props<T> = {
  readonly query: UseQueryResult<T>;
  readonly children: (data: T) => ReactElement;
};

/** What was asked for, or the shape of it while it comes, or why it did not. */
export function Loaded<T>({ query, children }: Props<T>): ReactElement {
  if (query.data !== undefined) return children(query.data);
  if (query.error) {
    return (
      <Failure error={query.error} onRetry={() => void query.refetch()} busy={query.isFetching} />
    );
  }
  return <Skeleton active paragraph={{ rows: 6 }} />;
}
