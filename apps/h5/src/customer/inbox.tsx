import { latest } from "@zhongshu/kernel";
import { type Inbox as Lying, MESSAGE_WORDINGS, type Purpose } from "@zhongshu/reach/contract";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Waiting } from "../states/waiting.tsx";
import { useLanguage } from "../words/i18n.ts";
import { useInbox, useSilence } from "./asks.ts";
import { Failure, Notice, ShopHead } from "./frame.tsx";
import { useLive } from "./live.ts";
import { useVisible } from "./look.ts";
import { Message } from "./message.tsx";
import { Privacy } from "./privacy.tsx";
import { STOP } from "./stop.tsx";
import { Switch } from "./switch.tsx";

const MOST_SHOWN = 100;

function Messages({ messages, optedOut }: Pick<Lying, "messages" | "optedOut">): ReactElement {
  const { t } = useTranslation();
  if (messages.length === 0)
    return (
      <Notice mark="✉" title={t("customer.inbox.empty")} next={t("customer.inbox.emptyNext")} />
    );
  return (
    <>
      <ol className="c-messages" aria-live="polite">
        {messages.map((message) => (
          <Message key={message.id} message={message} off={optedOut} />
        ))}
      </ol>
      {messages.length < MOST_SHOWN ? null : (
        <p className="faint c-foot">{t("customer.inbox.more")}</p>
      )}
    </>
  );
}

/** Old news stays readable when the server cannot be reached; the line on top says that it is old. */
function Stale({ error }: { readonly error: Error | null }): ReactElement | null {
  const { t } = useTranslation();
  if (error === null) return null;
  return (
    <p className="c-line" role="status">
      {t("customer.inbox.again")}
    </p>
  );
}

type SilenceProps = { readonly purpose: Purpose; readonly id: string; readonly off: boolean };

/** What of the shop's messages comes here. The words beside the switch are part of the proof of what was said. */
function Silence({ purpose, id, off }: SilenceProps): ReactElement {
  const language = useLanguage();
  const silence = useSilence(purpose);
  const { words, ...wording } = latest(MESSAGE_WORDINGS[purpose]);
  return (
    <Switch
      id={id}
      label={wording.label[language]}
      means={wording[off ? "off" : "on"][language]}
      on={!off}
      busy={silence.isPending}
      error={silence.error}
      onChange={(on) => silence.mutate({ on: !on, words })}
    />
  );
}

const BROKEN = new Error("The live line is broken");

export function Inbox(): ReactElement {
  const { t } = useTranslation();
  const inbox = useInbox();
  const { broken } = useLive(useVisible() && inbox.isSuccess);
  if (inbox.data === undefined)
    return inbox.error ? (
      <Failure error={inbox.error} busy={inbox.isFetching} onRetry={() => void inbox.refetch()} />
    ) : (
      <main className="page">
        <Waiting blocks={3} />
      </main>
    );
  const { shop, name, optedOut, noticesOff, messages } = inbox.data;
  return (
    <main className="page c-page">
      <ShopHead shop={shop} />
      <Stale error={broken ? BROKEN : inbox.error} />
      <h1 className="c-title">
        {name === null ? t("customer.inbox.title") : t("customer.inbox.titleFor", { name })}
      </h1>
      <Messages messages={messages} optedOut={optedOut} />
      <Silence id={STOP} purpose="marketing" off={optedOut} />
      <Silence id="notices" purpose="notices" off={noticesOff} />
      <Privacy shop={shop} />
    </main>
  );
}
