import { refusesAll } from "@zhongshu/reach/contract";
import { Button, Dialog } from "antd-mobile";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { useMe } from "../session/asks.ts";
import { FieldRefusal } from "../session/refused.tsx";
import { useRefusals, useRefuse } from "./asks.ts";

type Props = { readonly shop: string; readonly person: string };

/** What a customer says in the chat is written down where the owner reads it: on the phone. */
export function Wanted({ shop, person }: Props): ReactElement | null {
  const { t } = useTranslation();
  const found = useRefusals(shop, person);
  const say = useRefuse(shop, person);
  const here = useMe().data?.shops.find(({ id }) => id === shop);
  if (found.data === undefined) return null;
  const refused = found.data.some(refusesAll);
  const sure = async (): Promise<void> => {
    const yes = await Dialog.confirm({
      content: t(refused ? "people.wantedMeans" : "people.unwantedMeans"),
      confirmText: t("people.writeDown"),
      cancelText: t("people.notNow"),
    });
    if (!yes) return;
    say.mutate({ refused: !refused, proof: t(refused ? "people.saidYes" : "people.saidNo") });
  };
  return (
    <section className="panel">
      <h2>{t("people.wanted")}</h2>
      <p className="faint" role="status">
        {t(refused ? "people.refused" : "people.notRefused")}
      </p>
      <FieldRefusal error={say.error} />
      {here?.permissions.includes("people.write") === true ? (
        <Button
          block
          fill="outline"
          shape="rounded"
          className="write-down"
          loading={say.isPending}
          onClick={() => void sure()}
        >
          {t(refused ? "people.again" : "people.noMore")}
        </Button>
      ) : null}
    </section>
  );
}
