import { Alert, Button, Form, Input, Radio, Typography } from "antd";
import { type ReactElement, useState } from "react";
import { useTranslation } from "react-i18next";
import { Dialogue } from "../forms/dialogue.tsx";
import { Submit } from "../forms/submit.tsx";
import type { useKeyChanges, Wish } from "./asks.ts";

type Props = {
  readonly make: ReturnType<typeof useKeyChanges>["make"];
  readonly onClose: () => void;
};

function Once({
  secret,
  onClose,
}: {
  readonly secret: string;
  readonly onClose: () => void;
}): ReactElement {
  const { t } = useTranslation();
  return (
    <div className="stack">
      <Alert type="warning" showIcon title={t("keys.once")} />
      <Typography.Text code copyable className="secret">
        {secret}
      </Typography.Text>
      <Button type="primary" onClick={onClose}>
        {t("keys.saved")}
      </Button>
    </div>
  );
}

function Asking({ make }: Pick<Props, "make">): ReactElement {
  const { t } = useTranslation();
  const [wish, setWish] = useState<Wish>({ name: "", kind: "browser" });
  const options = (["browser", "server"] as const).map((value) => ({
    value,
    label: t(`keys.kindOf.${value}`),
  }));
  return (
    <Form layout="vertical" requiredMark={false} onFinish={() => make.mutate(wish)}>
      <Form.Item label={t("keys.name")} htmlFor="key-name">
        <Input
          id="key-name"
          maxLength={60}
          autoFocus
          placeholder={t("keys.nameHint")}
          value={wish.name}
          onChange={(e) => setWish({ ...wish, name: e.target.value })}
        />
      </Form.Item>
      <Form.Item label={t("keys.kind")} extra={t(`keys.kindHint.${wish.kind}`)}>
        <Radio.Group
          optionType="button"
          options={options}
          value={wish.kind}
          onChange={(e) =>
            setWish({ ...wish, kind: e.target.value === "server" ? "server" : "browser" })
          }
        />
      </Form.Item>
      <Submit error={make.error} busy={make.isPending} disabled={wish.name.trim() === ""}>
        {t("keys.make")}
      </Submit>
    </Form>
  );
}

/** The secret is in this dialogue only: closing it forgets the secret for good. */
export function MakeKey({ make, onClose }: Props): ReactElement {
  const { t } = useTranslation();
  return (
    <Dialogue title={t("keys.make")} onClose={onClose} closable={make.data === undefined}>
      {make.data === undefined ? (
        <Asking make={make} />
      ) : (
        <Once secret={make.data.secret} onClose={onClose} />
      )}
    </Dialogue>
  );
}
