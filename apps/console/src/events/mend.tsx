import { useMutation, useQueryClient } from "@tanstack/react-query";
import { send } from "@zhongshu/browser";
import type { DeadLetter } from "@zhongshu/ledger/contract";
import { Alert, App, Button, Input } from "antd";
import { type ReactElement, useState } from "react";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { Refusal } from "../states/failure.tsx";
import { useLanguage } from "../words/i18n.ts";

type Props = { readonly shop: string; readonly letter: DeadLetter; readonly onDone: () => void };

function valid(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

export function Mend({ shop, letter, onDone }: Props): ReactElement {
  const { t } = useTranslation();
  const language = useLanguage();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const [text, setText] = useState(() => JSON.stringify(letter.event, null, 2));
  const mend = useMutation({
    mutationFn: () =>
      send(z.unknown(), "POST", `/shops/${shop}/dead-letters/${letter.id}/mend`, {
        event: JSON.parse(text),
      }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ["dead", shop] });
      void message.success(t("events.done"));
      onDone();
    },
  });
  return (
    <div className="stack">
      <Alert
        type="warning"
        showIcon
        title={letter.reason[language]}
        description={t("events.mendHint")}
      />
      <Input.TextArea
        className="json"
        aria-label={t("events.whole")}
        autoSize={{ minRows: 10, maxRows: 24 }}
        value={text}
        onChange={(e) => setText(e.target.value)}
      />
      {valid(text) ? null : <Alert type="error" title={t("events.notJson")} />}
      <Refusal error={mend.error} />
      <Button
        type="primary"
        disabled={!valid(text)}
        loading={mend.isPending}
        onClick={() => mend.mutate()}
      >
        {t("events.mend")}
      </Button>
    </div>
  );
}
