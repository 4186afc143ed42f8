import { Button, Input, Modal } from "antd";
import { type ReactElement, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { Refusal } from "../states/failure.tsx";
import { useErase } from "./asks.ts";

type Props = { readonly shop: string; readonly person: string };
const WHAT = ["goes", "stays", "again", "late"] as const;

/** Says what will happen, and asks for a word, because nothing brings the customer back. */
export function Erase({ shop, person }: Props): ReactElement {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [asked, setAsked] = useState(false);
  const [word, setWord] = useState("");
  const erase = useErase({ shop, person });
  const wanted = t("privacy.eraseWord");
  return (
    <>
      <Button danger onClick={() => setAsked(true)}>
        {t("privacy.erase")}
      </Button>
      <Modal
        open={asked}
        title={t("privacy.eraseTitle")}
        okText={t("privacy.eraseNow")}
        okButtonProps={{ danger: true, disabled: word.trim() !== wanted, loading: erase.isPending }}
        onCancel={() => setAsked(false)}
        onOk={() =>
          erase.mutate(undefined, { onSuccess: () => navigate(`/${shop}/people/erasures`) })
        }
      >
        <ul className="erase-means">
          {WHAT.map((each) => (
            <li key={each}>{t(`privacy.erase_${each}`)}</li>
          ))}
        </ul>
        <p>{t("privacy.eraseType", { word: wanted })}</p>
        <Input
          value={word}
          aria-label={t("privacy.eraseType", { word: wanted })}
          onChange={({ target }) => setWord(target.value)}
        />
        <Refusal error={erase.error} />
      </Modal>
    </>
  );
}
