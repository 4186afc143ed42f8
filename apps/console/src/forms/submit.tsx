import { Button } from "antd";
import type { ReactElement, ReactNode } from "react";
import { Refusal } from "../states/failure.tsx";

type Props = {
  /** Why the last try was refused; null before one. */
  readonly error: Error | null;
  readonly busy: boolean;
  /** Something is still missing or wrong. */
  readonly disabled: boolean;
  readonly children: ReactNode;
};

/** The end of a form: what was refused, and the button that sends it. */
export function Submit({ error, busy, disabled, children }: Props): ReactElement {
  return (
    <>
      <Refusal error={error} />
      <Button type="primary" htmlType="submit" block loading={busy} disabled={disabled}>
        {children}
      </Button>
    </>
  );
}
