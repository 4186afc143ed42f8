import { useMutation } from "@tanstack/react-query";
import { fullDay } from "@zhongshu/browser";
import { businessDay } from "@zhongshu/kernel";
import type { Execution, Recipient } from "@zhongshu/reach/contract";
import { Button, Toast } from "antd-mobile";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { toClipboard } from "../card/clipboard.ts";
import { FieldRefusal } from "../session/refused.tsx";
import { Failure } from "../states/failure.tsx";
import { Waiting } from "../states/waiting.tsx";
import { useLanguage } from "../words/i18n.ts";
import { copyOne, tick, useRecipients } from "./asks.ts";

type Props = { readonly shop: string; readonly run: Execution; readonly onTick: () => void };

type OneProps = Omit<Props, "run"> & {
  readonly execution: string;
  readonly one: Recipient;
  /** The reason stands above the list already. */
  readonly told: boolean;
};

/** Why none of them may be sent to just now, when it is the same for all. */
const reasonOfAll = (people: readonly Recipient[]): Recipient["reason"] => {
  const reason = people[0]?.reason ?? null;
  const same = people.every((one) => one.text === null && one.reason?.zh === reason?.zh);
  return same ? reason : null;
};

/** What tells people of one name apart, as far as it is known. */
function Apart({ apart }: Pick<Recipient, "apart">): ReactElement | null {
  const { t } = useTranslation();
  const language = useLanguage();
  const { nickname = null, phone = null, userId = null, lastOrderAt = null } = apart ?? {};
  const day = lastOrderAt === null ? null : fullDay(businessDay(lastOrderAt), language);
  const told = [
    nickname === null ? null : t("run.apart.nickname", { nickname }),
    phone === null ? null : t("run.apart.phone", { phone }),
    userId === null ? null : t("run.apart.userId", { userId }),
    day === null ? null : t("run.apart.lastOrder", { day }),
  ].filter((each) => each !== null);
  return told.length === 0 ? null : <small className="faint figures">{told.join(" · ")}</small>;
}

function useCopy({ shop, execution, one, onTick }: OneProps) {
  const { t } = useTranslation();
  return useMutation({
    mutationFn: async () => {
      const made = await copyOne(shop, execution, one.profile);
      const copied = await toClipboard(made.text);
      if (copied) Toast.show({ content: t("run.copiedFor", { name: one.name }), icon: "success" });
      onTick();
      return { ...made, copied };
    },
  });
}

type Copied = NonNullable<ReturnType<typeof useCopy>["data"]>;
/** What was handed out, as it is sent; where a page may not copy, to be pressed and held. */
function HandedOut({ made }: { readonly made: Copied }): ReactElement {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <>
      {made.warning === null ? null : <p className="note">{made.warning[language]}</p>}
      {made.copied ? null : <p className="note">{t("card.copyBy")}</p>}
      <p className="selectable bubble">{made.text}</p>
    </>
  );
}

function One(props: OneProps): ReactElement {
  const { shop, execution, one, told, onTick } = props;
  const { t } = useTranslation();
  const language = useLanguage();
  const copy = useCopy(props);
  const sent = useMutation({
    mutationFn: () => tick(shop, execution, one.profile),
    onSuccess: onTick,
  });
  return (
    <li>
      <div className="between">
        <strong>{one.name}</strong>
        <span>
          <Button
            size="small"
            shape="rounded"
            disabled={one.text === null}
            loading={copy.isPending}
            onClick={() => copy.mutate()}
          >
            {t("card.copy")}
          </Button>{" "}
          <Button
            size="small"
            shape="rounded"
            color="primary"
            fill="outline"
            loading={sent.isPending}
            onClick={() => sent.mutate()}
          >
            {t("run.tick")}
          </Button>
        </span>
      </div>
      <Apart {...(one.apart ? { apart: one.apart } : {})} />
      {copy.data ? <HandedOut made={copy.data} /> : null}
      {told || one.reason === null ? null : <p className="note">{one.reason[language]}</p>}
      <FieldRefusal error={copy.error ?? sent.error} />
    </li>
  );
}

/** Whom the owner has written to: a quiet word, so that it is not taken for something to press. */
function Ticked({ shop, run }: Omit<Props, "onTick">): ReactElement | null {
  const { t } = useTranslation();
  const sent = useRecipients(shop, run.id, "sent", run.counts.sent);
  const people = sent.data?.recipients ?? [];
  if (people.length === 0) return null;
  return (
    <ul className="people ticked">
      {people.map(({ profile, name }) => (
        <li key={profile} className="between">
          <span>{name}</span>
          <span className="faint">✓ {t("run.count.sent")}</span>
        </li>
      ))}
    </ul>
  );
}

/** Whom the owner writes to by hand: each person's own words and link, ticked off when sent. */
export function NamedList({ shop, run, onTick }: Props): ReactElement | null {
  const { t } = useTranslation();
  const language = useLanguage();
  const listed = useRecipients(shop, run.id, "listed", run.counts.listed);
  if (run.counts.listed === 0 && listed.data?.recipients.length === 0) return null;
  const people = listed.data?.recipients ?? [];
  const warning = listed.data?.warning ?? null;
  const words = listed.data?.words ?? null;
  const reason = reasonOfAll(people);
  const next = () => {
    void listed.refetch();
    onTick();
  };
  return (
    <section className="panel">
      <h2>
        {t("run.list")} <small>{t("run.listHint")}</small>
      </h2>
      {listed.error ? <Failure error={listed.error} onRetry={() => void listed.refetch()} /> : null}
      {listed.isPending ? <Waiting blocks={1} /> : null}
      {warning === null ? null : <p className="note">{warning[language]}</p>}
      {reason === null ? null : <p className="note">{reason[language]}</p>}
      {words === null ? null : (
        <>
          <p className="bubble">{words}</p>
          <p className="faint">{t("run.listWords")}</p>
        </>
      )}
      <ul className="people">
        {people.map((one) => (
          <One
            key={one.profile}
            shop={shop}
            execution={run.id}
            one={one}
            told={reason !== null}
            onTick={next}
          />
        ))}
      </ul>
      {run.counts.sent === 0 ? null : <Ticked shop={shop} run={run} />}
    </section>
  );
}
