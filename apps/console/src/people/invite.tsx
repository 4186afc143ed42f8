import { useMutation } from "@tanstack/react-query";
import { send, until } from "@zhongshu/browser";
import { Entry } from "@zhongshu/reach/contract";
import { Button, Modal, Typography } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "../session/asks.ts";
import { Refusal } from "../states/failure.tsx";
import { useLanguage } from "../words/i18n.ts";

/** The link by which a customer comes into their inbox; made when it is asked for, since it works once. */
export function Invite({
  shop,
  person,
}: {
  readonly shop: string;
  readonly person: string;
}): ReactElement | null {
  const { t } = useTranslation();
  const language = useLanguage();
  const make = useMutation({
    mutationFn: () => send(Entry, "POST", `/shops/${shop}/people/${person}/entry`),
  });
  if (!useMay("people.write")) return null;
  return (
    <div className="invite">
      <Button loading={make.isPending} onClick={() => make.mutate()}>
        {t("people.invite")}
      </Button>
      <Refusal error={make.error} />
      <Modal
        open={make.data !== undefined}
        onCancel={() => make.reset()}
        footer={null}
        title={t("people.inviteTitle")}
      >
        <p>{t("people.inviteHow", { at: until(make.data?.expiresAt ?? 0, language) })}</p>
        <Typography.Text code copyable className="secret">
          {make.data?.url ?? ""}
        </Typography.Text>
      </Modal>
    </div>
  );
}
