import { Empty } from "antd";
import type { ReactElement, ReactNode } from "react";

type Props = { readonly title: string; readonly next: string; readonly children?: ReactNode };

/** An empty place says what would fill it. */
export function Nothing({ title, next, children }: Props): ReactElement {
  return (
    <Empty
      image={Empty.PRESENTED_IMAGE_SIMPLE}
      description={
        <>
          <strong>{title}</strong>
          <br />
          <span className="faint">{next}</span>
        </>
      }
    >
      {children}
    </Empty>
  );
}
