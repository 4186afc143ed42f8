import { Button } from "antd-mobile";
import { type ReactElement, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { Failure } from "../states/failure.tsx";
import { useLanguage } from "../words/i18n.ts";
import { useUpload } from "./asks.ts";

type Sending = ReturnType<typeof useUpload>;

/** What an archive held, and what of it was left. */
function Pack({ sent }: { readonly sent: NonNullable<Sending["data"]> }): ReactElement | null {
  const { t } = useTranslation();
  const language = useLanguage();
  if (sent.others.length + sent.left.length === 0) return null;
  return (
    <div className="note">
      <p>{t("imports.pack", { count: sent.others.length + 1 })}</p>
      {sent.left.map((one) => (
        <p key={one.name}>{t("imports.left", { name: one.name, why: one[language] })}</p>
      ))}
    </div>
  );
}

/** A file from the phone, or text out of the clipboard; whatever it is a list of. */
export function Choose({ shop }: { readonly shop: string }): ReactElement {
  const { t } = useTranslation();
  const go = useNavigate();
  const sending = useUpload(shop);
  const [text, setText] = useState("");
  const id = useId();
  const take = async (file: File): Promise<void> => {
    const sent = await sending.mutateAsync(file).catch(() => null);
    if (sent !== null && sent.others.length + sent.left.length === 0)
      await go(`/${shop}/imports/${sent.id}`);
  };
  const paste = () =>
    take(new File([text], t("imports.pastedName"), { type: "text/plain" })).catch(() => undefined);
  return (
    <section className="panel">
      <label className="file" htmlFor={`${id}-file`}>
        <strong>{sending.isPending ? t("imports.sending") : t("imports.choose")}</strong>
        <small>{t("imports.chooseHint")}</small>
        <input
          id={`${id}-file`}
          type="file"
          accept=".xlsx,.csv,.gz,.txt,.tsv,.zip"
          disabled={sending.isPending}
          onChange={({ target }) => {
            const file = target.files?.[0];
            target.value = "";
            if (file !== undefined) void take(file);
          }}
        />
      </label>
      <label className="pasted" htmlFor={`${id}-text`}>
        <strong>{t("imports.or")}</strong>
        <small>{t("imports.pasteHint")}</small>
        <textarea
          id={`${id}-text`}
          rows={5}
          value={text}
          placeholder={t("imports.pasteExample")}
          onChange={({ target }) => setText(target.value)}
        />
      </label>
      <Button
        block
        shape="rounded"
        disabled={text.trim() === ""}
        loading={sending.isPending}
        onClick={() => void paste()}
      >
        {t("imports.pasteGo")}
      </Button>
      {sending.data ? <Pack sent={sending.data} /> : null}
      {sending.error ? (
        <Failure error={sending.error} onRetry={() => sending.reset()} busy={false} />
      ) : null}
    </section>
  );
}
