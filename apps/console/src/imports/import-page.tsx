import { whole } from "@zhongshu/browser";
import { type ImportRun, proposed } from "@zhongshu/ledger/contract";
import { Button, Progress, Space } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { Page, useShop } from "../frame/page.tsx";
import { LineageButton } from "../lineage/lineage.tsx";
import { Refusal } from "../states/failure.tsx";
import { Loaded } from "../states/loaded.tsx";
import { type Steering, useImport, useSteering } from "./asks.ts";
import { Preparing } from "./preparing.tsx";
import { Counts, LeftOut, Notes, Onwards, Refused } from "./results.tsx";
import { StateTag } from "./state-tag.tsx";
import { UndoButton, UndoState } from "./undo.tsx";

type Props = { readonly run: ImportRun; readonly steering: Steering };
const inKb = (bytes: number): string => `${whole(Math.ceil(bytes / 1024))} KB`;

function Running({ run, steering }: Props): ReactElement {
  const { t } = useTranslation();
  const share = run.bytes === 0 ? 0 : Math.floor((run.bytesRead / run.bytes) * 100);
  return (
    <div className="running" role="status">
      <Progress percent={Math.min(99, share)} status="active" />
      <span className="faint figures">
        {t("imports.progress", { read: inKb(run.bytesRead), all: inKb(run.bytes) })}
      </span>
      <Button danger loading={steering.cancel.isPending} onClick={() => steering.cancel.mutate()}>
        {t("imports.cancel")}
      </Button>
      <span className="faint">{t("imports.cancelHint")}</span>
    </div>
  );
}

/** After a dry run the same columns can be imported for real with one click. */
function ForReal({ run, steering }: Props): ReactElement | null {
  const { t } = useTranslation();
  if (!run.dryRun || run.state !== "done") return null;
  const columns = [...proposed(run)].map(([column, field]) => ({ column, field }));
  const { source, currency } = run;
  return (
    <Button
      type="primary"
      size="large"
      loading={steering.start.isPending}
      onClick={() => steering.start.mutate({ columns, dryRun: false, source, currency })}
    >
      {t("imports.forReal")}
    </Button>
  );
}

function Body({ run, steering, shop }: Props & { readonly shop: string }): ReactElement {
  if (run.state === "mapped")
    return <Preparing key={`${run.kind} ${run.rememberedAt}`} run={run} steering={steering} />;
  return (
    <>
      {run.state === "running" ? <Running run={run} steering={steering} /> : null}
      <UndoState run={run} steering={steering} />
      <Refusal error={steering.start.error ?? steering.cancel.error} />
      <Notes run={run} />
      <Counts run={run} />
      <ForReal run={run} steering={steering} />
      <Onwards run={run} shop={shop} />
      <LeftOut run={run} shop={shop} />
      <Refused run={run} shop={shop} />
      <div>
        <Space wrap className="after">
          {run.dryRun || run.counts.added === 0 ? null : <LineageButton of={`import:${run.id}`} />}
          <UndoButton run={run} shop={shop} />
        </Space>
      </div>
    </>
  );
}

export function ImportPage(): ReactElement {
  const shop = useShop();
  const { id = "" } = useParams();
  const steering = useSteering(shop, id);
  return (
    <Loaded query={useImport(shop, id)}>
      {(run) => (
        <Page title={run.name} up="imports" lead={<StateTag run={run} />}>
          <Body run={run} steering={steering} shop={shop} />
        </Page>
      )}
    </Loaded>
  );
}
