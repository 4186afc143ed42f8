import type { ReactElement } from "react";
import { Refusal } from "./refusal.tsx";

type Props = {
  /** Also the place on the page. */
  readonly id: string;
  readonly label: string;
  readonly means: string;
  readonly on: boolean;
  readonly busy: boolean;
  readonly error: Error | null;
  readonly onChange: (on: boolean) => void;
};

/** Something wanted or not, in plain words; the same switch takes it back. */
export function Switch({ id, label, means, on, busy, error, onChange }: Props): ReactElement {
  return (
    <section className="panel c-switch" id={id}>
      <div>
        <h2 id={`${id}-label`}>{label}</h2>
        <p>{means}</p>
        <Refusal error={error} />
      </div>
      <button
        type="button"
        role="switch"
        aria-checked={on}
        aria-labelledby={`${id}-label`}
        aria-busy={busy}
        disabled={busy}
        onClick={() => onChange(!on)}
      >
        <span />
      </button>
    </section>
  );
}
