import type { Today } from "@zhongshu/brain/contract";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useLanguage } from "../words/i18n.ts";

type Note = Today["missing"][number];
type Props = { readonly notes: Today["missing"]; readonly shop: string };

/** The page where it is done: lists are imported here, the rest is done in the console. */
function Opens({ to, shop }: { readonly to: Note["opens"]; readonly shop: string }) {
  const { t } = useTranslation();
  if (to === undefined) return null;
  if (to === "imports")
    return (
      <Link to={`/${shop}/imports`} className="quiet">
        {t("today.to.imports")}
      </Link>
    );
  return (
    <a href={`/console/${shop}/${to}`} className="quiet">
      {t(`today.to.${to}`)}
    </a>
  );
}

/** What keeps more cards from being seen, as something to do rather than as a fault. */
export function Missing({ notes, shop }: Props): ReactElement | null {
  const { t } = useTranslation();
  const language = useLanguage();
  if (notes.length === 0) return null;
  return (
    <section className="missing">
      <h2>{t("today.missing")}</h2>
      <ul>
        {notes.map((note) => (
          <li key={note.what.en}>
            <strong>{note.what[language]}</strong>
            <span>{note.next[language]}</span> <Opens to={note.opens} shop={shop} />
          </li>
        ))}
      </ul>
    </section>
  );
}
