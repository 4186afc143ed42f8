import type { UseQueryResult } from "@tanstack/react-query";
import { Refused } from "@zhongshu/browser";
import { Skeleton } from "antd";
import type { ReactElement } from "react";
import { Failure } from "./failure.tsx";
import { Lost } from "./lost.tsx";

type Props<T> = {
  readonly query: UseQueryResult<T>;
  readonly children: (data: T) => ReactElement;
};

/** What was asked for, or the shape of it while it comes, or why it did not. */
export function Loaded<T>({ query, children }: Props<T>): ReactElement {
  if (query.data !== undefined) return children(query.data);
  if (query.error) {
    // An address that cannot be one of ours is a wrong link, not a fault of the server.
    if (query.error instanceof Refused && query.error.status === 400) return <Lost />;
    return (
      <Failure error={query.error} onRetry={() => void query.refetch()} busy={query.isFetching} />
    );
  }
  return <Skeleton active paragraph={{ rows: 6 }} />;
}
