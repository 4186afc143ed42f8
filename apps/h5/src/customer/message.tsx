import { when } from "@zhongshu/browser";
import type { InboxMessage } from "@zhongshu/reach/contract";
import { type ReactElement, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLanguage } from "../words/i18n.ts";
import { useOpened } from "./asks.ts";
import { useInView, useLooked } from "./look.ts";
import { withoutLink } from "./messages.ts";
import { Stop } from "./stop.tsx";

const DWELL_MS = 800;

type Props = {
  readonly message: InboxMessage;
  /** They have said that they want no more of these. */
  readonly off: boolean;
};

/** Opened once it has been before somebody's eyes for a moment; the mark stays until they come again. */
export function Message({ message, off }: Props): ReactElement {
  const { t } = useTranslation();
  const language = useLanguage();
  const place = useRef<HTMLLIElement>(null);
  const [fresh] = useState(message.openedAt === null);
  const opened = useOpened();
  const inView = useInView(place);
  useLooked(inView && message.openedAt === null, DWELL_MS, () => opened.mutateAsync(message.id));
  return (
    <li ref={place} className={fresh ? "panel c-message fresh" : "panel c-message"}>
      <p className="c-when figures">
        <time dateTime={new Date(message.at).toISOString()}>{when(message.at, language)}</time>
        {fresh ? <em>{t("customer.inbox.unread")}</em> : null}
      </p>
      <p className="c-text">{withoutLink(message.text, message.link)}</p>
      <div className="c-actions">
        <a className="c-button" href={message.link}>
          {t("customer.inbox.look")}
        </a>
        <Stop off={off} />
      </div>
    </li>
  );
}
