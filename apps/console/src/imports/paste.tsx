import { Button, Input, Modal } from "antd";
import { type ReactElement, useState } from "react";
import { useTranslation } from "react-i18next";

type Props = { readonly busy: boolean; readonly onText: (file: File) => void };

/** A table or a chain of orders (jielong) out of the clipboard, sent as if it were a file. */
export function Paste({ busy, onText }: Props): ReactElement {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const [text, setText] = useState("");
  const go = () => {
    setOpen(false);
    onText(new File([text], t("lists.pastedName"), { type: "text/plain" }));
  };
  return (
    <>
      <Button loading={busy} onClick={() => setOpen(true)}>
        {t("lists.paste")}
      </Button>
      <Modal
        open={open}
        title={t("lists.pasteTitle")}
        okText={t("lists.pasteGo")}
        cancelText={t("lists.pasteCancel")}
        okButtonProps={{ disabled: text.trim() === "" }}
        onOk={go}
        onCancel={() => setOpen(false)}
      >
        <p className="faint">{t("lists.pasteHint")}</p>
        <Input.TextArea
          aria-label={t("lists.pasteTitle")}
          rows={10}
          value={text}
          placeholder={t("lists.pasteExample")}
          onChange={(e) => setText(e.target.value)}
        />
      </Modal>
    </>
  );
}
