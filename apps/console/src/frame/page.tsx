import { LeftOutlined } from "@ant-design/icons";
import type { ReactElement, ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import type { Page as PageOfMenu } from "./menu.ts";

type Props = {
  readonly title: ReactNode;
  readonly lead?: ReactNode;
  readonly extra?: ReactNode;
  /** The list that this page belongs to. */
  readonly up?: PageOfMenu;
  readonly children: ReactNode;
};

/** The head that every page has: what it is, one line on it, what can be done. */
export function Page({ title, lead, extra, up, children }: Props): ReactElement {
  const { t } = useTranslation();
  const shop = useShop();
  return (
    <main>
      {up === undefined ? null : (
        <Link to={`/${shop}/${up}`} className="up">
          <LeftOutlined aria-hidden="true" /> {t(`frame.${up}`)}
        </Link>
      )}
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
