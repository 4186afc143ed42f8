import { Button } from "antd-mobile";
import type { ReactElement, ReactNode } from "react";
import { FieldRefusal } from "./refused.tsx";

type Props = {
  /** Why the last try was refused; null before one. */
  readonly error: Error | null;
  readonly busy: boolean;
  readonly disabled: boolean;
  readonly children: ReactNode;
};

/** The end of a form: what was refused, and the button that sends it. */
export function Submit({ error, busy, disabled, children }: Props): ReactElement {
  return (
    <>
      <FieldRefusal error={error} />
      <Button
        type="submit"
        block
        color="primary"
        size="large"
        shape="rounded"
        loading={busy}
        disabled={disabled}
      >
        {children}
      </Button>
    </>
  );
}
