import type { ReactElement, ReactNode } from "react";
import { useParams } from "react-router";

type Props = {
  readonly title: ReactNode;
  readonly lead?: ReactNode;
  readonly extra?: ReactNode;
  readonly children: ReactNode;
};

/** The head that every page has: what it is, one line on it, what can be done. */
export function Page({ title, lead, extra, children }: Props): ReactElement {
  return (
    <main>
      <header className="page-head">
        <div>
          <h1>{title}</h1>
          {lead === undefined ? null : <p className="faint">{lead}</p>}
        </div>
        {extra}
      </header>
      {children}
    </main>
  );
}

/** The shop of the address. */
export const useShop = (): string => useParams()["shop"] ?? "";
