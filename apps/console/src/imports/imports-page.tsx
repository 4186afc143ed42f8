import { InboxOutlined } from "@ant-design/icons";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { moment, whole } from "@zhongshu/browser";
import { type Admitted, type ImportRun, toMend } from "@zhongshu/ledger/contract";
import { Alert, Spin, Table, type TableColumnsType, Upload } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import { Page, useShop } from "../frame/page.tsx";
import { Refusal } from "../states/failure.tsx";
import { Loaded } from "../states/loaded.tsx";
import { useLanguage } from "../words/i18n.ts";
import { upload, useImports } from "./asks.ts";
import { Paste } from "./paste.tsx";
import { StateTag } from "./state-tag.tsx";

function PackNote({ sent }: { readonly sent: Admitted }): ReactElement {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <Alert
      type="info"
      showIcon
      className="refusal"
      title={t("lists.pack", { count: sent.others.length + 1 })}
      description={
        <>
          <div>{t("lists.packNext")}</div>
          {sent.left.length === 0 ? null : <div>{t("lists.left")}</div>}
          {sent.left.map((one) => (
            <div key={one.name}>
              {one.name} · {one[language]}
            </div>
          ))}
        </>
      }
    />
  );
}

const isPack = (sent: Admitted): boolean => sent.others.length + sent.left.length > 0;

function useSending(shop: string) {
  const go = useNavigate();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (file: File) => upload(shop, file),
    onSuccess: (sent) =>
      isPack(sent)
        ? queries.invalidateQueries({ queryKey: ["imports", shop] })
        : go(`/${shop}/imports/${sent.id}`),
  });
}

function Drop({ shop }: { readonly shop: string }): ReactElement {
  const { t } = useTranslation();
  const sending = useSending(shop);
  const take = (file: File) => {
    sending.mutate(file);
    return false;
  };
  return (
    <>
      <Refusal error={sending.error} />
      {sending.data !== undefined && isPack(sending.data) ? <PackNote sent={sending.data} /> : null}
      <Spin spinning={sending.isPending} description={t("imports.uploading")}>
        <Upload.Dragger
          accept=".xlsx,.csv,.gz,.txt,.tsv,.zip"
          multiple={false}
          showUploadList={false}
          beforeUpload={take}
        >
          <p className="ant-upload-drag-icon">
            <InboxOutlined />
          </p>
          <p className="ant-upload-text">{t("imports.drop")}</p>
          <p className="ant-upload-hint">{t("imports.dropHint")}</p>
        </Upload.Dragger>
      </Spin>
      <div className="after">
        <Paste busy={sending.isPending} onText={take} />
      </div>
    </>
  );
}

function usePastColumns(shop: string): TableColumnsType<ImportRun> {
  const { t } = useTranslation();
  return [
    {
      title: t("imports.file"),
      key: "name",
      render: (_, run) => <Link to={`/${shop}/imports/${run.id}`}>{run.name}</Link>,
    },
    {
      title: t("lists.content"),
      key: "kind",
      render: (_, { kind }) => t(`lists.kindOf.${kind}`),
    },
    { title: t("imports.state"), key: "state", render: (_, run) => <StateTag run={run} /> },
    {
      title: t("imports.at"),
      key: "at",
      className: "figures",
      render: (_, run) => (run.startedAt === null ? "—" : moment(run.startedAt)),
    },
    {
      title: t("imports.counts.accepted"),
      key: "accepted",
      align: "right",
      className: "figures",
      render: (_, run) => whole(run.counts.accepted),
    },
    {
      title: t("imports.counts.refused"),
      key: "refused",
      align: "right",
      className: "figures",
      render: (_, run) => whole(toMend(run.counts)),
    },
  ];
}

export function ImportsPage(): ReactElement {
  const { t } = useTranslation();
  const shop = useShop();
  const columns = usePastColumns(shop);
  return (
    <Page title={t("frame.imports")}>
      <Drop shop={shop} />
      <h2>{t("imports.past")}</h2>
      <Loaded query={useImports(shop)}>
        {({ imports }) => (
          <Table
            rowKey="id"
            columns={columns}
            dataSource={imports}
            pagination={false}
            scroll={{ x: "max-content" }}
            locale={{ emptyText: t("imports.none") }}
          />
        )}
      </Loaded>
    </Page>
  );
}
