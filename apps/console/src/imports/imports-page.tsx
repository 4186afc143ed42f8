import { InboxOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { moment, whole } from "@zhongshu/browser";
import type { ImportRun } from "@zhongshu/ledger/contract";
import { Spin, Table, type TableColumnsType, Upload } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import { Page, useShop } from "../frame/page.tsx";
import { Refusal } from "../states/failure.tsx";
import { Loaded } from "../states/loaded.tsx";
import { upload, useImports } from "./asks.ts";
import { StateTag } from "./state-tag.tsx";

function Drop({ shop }: { readonly shop: string }): ReactElement {
  const { t } = useTranslation();
  const go = useNavigate();
  const sending = useMutation({
    mutationFn: (file: File) => upload(shop, file),
    onSuccess: (run) => go(`/${shop}/imports/${run.id}`),
  });
  const take = (file: File) => {
    sending.mutate(file);
    return false;
  };
  return (
    <>
      <Refusal error={sending.error} />
      <Spin spinning={sending.isPending} description={t("imports.uploading")}>
        <Upload.Dragger
          accept=".xlsx,.csv,.gz,.txt"
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
      render: (_, run) => whole(run.counts.refused),
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
