import { Input, Modal, Switch } from "antd";
import { type ReactElement, useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "../session/asks.ts";
import { Refusal } from "../states/failure.tsx";

type Props = {
  readonly label: string;
  readonly on: boolean;
  /** How it stands now. */
  readonly stands: string;
  /** What turning it the other way is called, and what it means. */
  readonly title: string;
  readonly means: string;
  readonly busy: boolean;
  readonly error: Error | null;
  readonly onSaid: (how: string, close: () => void) => void;
};

/** Writes down for the customer what they said; how they said it is the proof. */
export function WordSwitch(props: Props): ReactElement {
  const { label, on, stands, title, means, busy, error, onSaid } = props;
  const { t } = useTranslation();
  const [asked, setAsked] = useState(false);
  const [how, setHow] = useState("");
  const may = useMay("people.write");
  const close = (): void => {
    setAsked(false);
    setHow("");
  };
  return (
    <div className="choice">
      <div>
        <strong>{label}</strong>
        <p className="faint">{stands}</p>
      </div>
      <Switch checked={on} disabled={!may} aria-label={label} onChange={() => setAsked(true)} />
      <Modal
        open={asked}
        title={title}
        okText={t("privacy.writeDown")}
        okButtonProps={{ disabled: how.trim().length < 2, loading: busy }}
        onCancel={close}
        onOk={() => onSaid(how.trim(), close)}
      >
        <p>{means}</p>
        <Input
          value={how}
          maxLength={200}
          aria-label={t("privacy.how")}
          placeholder={t("privacy.howHint")}
          onChange={({ target }) => setHow(target.value)}
        />
        <Refusal error={error} />
      </Modal>
    </div>
  );
}
