import { useMutation } from "@tanstack/react-query";
import type { Execution, Recipient } from "@zhongshu/reach/contract";
import { Button, Toast } from "antd-mobile";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { toClipboard } from "../card/clipboard.ts";
import { FieldRefusal } from "../session/refused.tsx";
import { Failure } from "../states/failure.tsx";
import { Waiting } from "../states/waiting.tsx";
import { useLanguage } from "../words/i18n.ts";
import { tick, useRecipients } from "./asks.ts";

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

function One({ shop, execution, one, told, onTick }: OneProps): ReactElement {
  const { t } = useTranslation();
  const language = useLanguage();
  const sent = useMutation({
    mutationFn: () => tick(shop, execution, one.profile),
    onSuccess: onTick,
  });
  const copy = async () => {
    if (one.text !== null && (await toClipboard(one.text)))
      Toast.show({ content: t("run.copiedFor", { name: one.name }), icon: "success" });
  };
  return (
    <li>
      <div className="between">
        <strong>{one.name}</strong>
        <span>
          <Button
            size="small"
            shape="rounded"
            disabled={one.text === null}
            onClick={() => void copy()}
          >
            {t("card.copy")}
          </Button>{" "}
          <Button
            size="small"
            shape="rounded"
            color="primary"
            loading={sent.isPending}
            onClick={() => sent.mutate()}
          >
            {t("run.tick")}
          </Button>
        </span>
      </div>
      {one.text === null ? null : <p className="selectable faint">{one.text}</p>}
      {told || one.reason === null ? null : <p className="note">{one.reason[language]}</p>}
      <FieldRefusal error={sent.error} />
    </li>
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
    </section>
  );
}
