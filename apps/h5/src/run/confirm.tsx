import { useMutation } from "@tanstack/react-query";
import type { Card, Confirm } from "@zhongshu/brain/contract";
import { price, when } from "@zhongshu/browser";
import type { Way } from "@zhongshu/reach/contract";
import { Button, Popup } from "antd-mobile";
import { type ReactElement, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { FieldRefusal } from "../session/refused.tsx";
import { Failure } from "../states/failure.tsx";
import { Waiting } from "../states/waiting.tsx";
import { useLanguage } from "../words/i18n.ts";
import { type Choice, execute, useConfirm } from "./asks.ts";
import { Choices } from "./choices.tsx";
import { GroupsToday } from "./groups-today.tsx";
import { Worth } from "./worth.tsx";

/** A group post is the way of what rises in a group; who is due is written to one by one. */
const usual = (kind: Card["kind"]): Way => (kind === "rising-attention" ? "group-copy" : "inbox");

function Counts({ confirm }: { readonly confirm: Confirm }): ReactElement {
  const { t } = useTranslation();
  const language = useLanguage();
  const { preview } = confirm;
  const { later } = preview;
  const groups = preview.way === "group-copy";
  const unit = groups ? "groups" : "people";
  return (
    <dl className="counts figures">
      <div>
        <dt>{t(later ? "run.now" : "run.toSend")}</dt>
        <dd>{t(`run.${unit}`, { n: preview.toSend - (later?.count ?? 0) })}</dd>
      </div>
      {later === null ? null : (
        <div>
          <dt>
            {t("run.later")} <small>{later.why[language]}</small>
          </dt>
          <dd>{t(`run.${unit}`, { n: later.count })}</dd>
        </div>
      )}
      {preview.toHoldOut === 0 ? null : (
        <div>
          <dt>{t("run.toHoldOut")}</dt>
          <dd>{t(`run.${unit}`, { n: preview.toHoldOut })}</dd>
        </div>
      )}
      {preview.stopped.map((stop) => (
        <div key={`${stop.step} ${stop.reason.zh}`}>
          <dt>
            {t("run.cannot")} <small>{stop.reason[language]}</small>
          </dt>
          <dd>{t(`run.${unit}`, { n: stop.count })}</dd>
        </div>
      ))}
      <div>
        <dt>{t("run.cost")}</dt>
        <dd>{preview.cost.minor === 0 ? t("run.free") : price(preview.cost)}</dd>
      </div>
      <div>
        <dt>{t("run.left")}</dt>
        <dd className="words">{preview.left[language]}</dd>
      </div>
    </dl>
  );
}

type SheetProps = {
  readonly confirm: Confirm;
  readonly choice: Choice;
  readonly choose: (change: Partial<Choice>) => void;
  readonly busy: boolean;
  readonly again: () => unknown;
};

function Sheet({ confirm, choice, choose, busy, again }: SheetProps): ReactElement {
  const { t } = useTranslation();
  const language = useLanguage();
  const navigate = useNavigate();
  // One key for one opened sheet: however often the button is pressed, it is one tap.
  const [key] = useState(() => crypto.randomUUID());
  const tap = useMutation({
    mutationFn: () => execute(choice, { key, template: confirm.template }),
    // What was refused is to be looked at as it is now: the words may have been written anew.
    onError: () => void again(),
    onSuccess: ({ id }) => void navigate(`/${choice.shop}/runs/${id}`),
  });
  const { toSend, later, way } = confirm.preview;
  const nobody = toSend === 0;
  const go = t(`run.go.${way}`, { n: toSend });
  return (
    <>
      <Worth promises={confirm.promises} />
      <Choices confirm={confirm} choice={choice} choose={choose} />
      <Counts confirm={confirm} />
      <GroupsToday groups={confirm.preview.groups} />
      <p className="bubble selectable">{confirm.text}</p>
      <div className="act">
        <FieldRefusal error={tap.error} />
        <Button
          block
          color="primary"
          shape="rounded"
          size="large"
          disabled={nobody || busy}
          loading={tap.isPending || tap.isSuccess}
          onClick={() => tap.mutate()}
        >
          {nobody
            ? t("run.nobody")
            : later
              ? t("run.goLater", { at: when(later.at, language), go })
              : go}
        </Button>
        <p className="faint centred">{t("run.canCancel")}</p>
      </div>
    </>
  );
}

type Props = {
  readonly card: Card;
  readonly style: string;
  readonly open: boolean;
  readonly onClose: () => void;
};

/** What one tap would do, said before it: to whom, how many are left out to learn, at what cost. */
export function ConfirmSheet({ card, style, open, onClose }: Props): ReactElement {
  const { t } = useTranslation();
  const [change, setChange] = useState<Partial<Choice>>({});
  const choice: Choice = {
    ...{ shop: card.shop, card: card.id, style, way: usual(card.kind), holdOutShare: null },
    ...change,
  };
  const confirm = useConfirm(choice, open);
  return (
    <Popup
      visible={open}
      onMaskClick={onClose}
      onClose={onClose}
      bodyClassName="sheet tall"
      destroyOnClose
    >
      <header className="between">
        <h2 className="sheet-title">{t("run.title")}</h2>
        <button type="button" className="close" aria-label={t("run.close")} onClick={onClose}>
          ×
        </button>
      </header>
      {confirm.data ? (
        <Sheet
          confirm={confirm.data}
          choice={choice}
          choose={(next) => setChange({ ...change, ...next })}
          busy={confirm.isFetching}
          again={confirm.refetch}
        />
      ) : null}
      {confirm.data === undefined && confirm.error ? (
        <Failure
          error={confirm.error}
          onRetry={() => void confirm.refetch()}
          busy={confirm.isFetching}
        />
      ) : null}
      {confirm.isPending && !confirm.error ? <Waiting blocks={1} /> : null}
    </Popup>
  );
}
