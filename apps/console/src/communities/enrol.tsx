import { whole } from "@zhongshu/browser";
import type { Enrolled } from "@zhongshu/reach/contract";
import { Button, Form, Input, Typography } from "antd";
import { type ReactElement, useState } from "react";
import { useTranslation } from "react-i18next";
import { Refusal } from "../states/failure.tsx";
import { useEnrolling } from "./asks.ts";
import { idsOf, MOST } from "./pasted.ts";
import "../forms/forms.css";

function Answer({ told }: { readonly told: Enrolled }): ReactElement {
  const { t } = useTranslation();
  const counts = [
    ["added", told.added],
    ["already", told.already],
    ["unknown", told.unknown.length],
  ] as const;
  return (
    <div className="answer" role="status">
      <dl className="counts">
        {counts.map(([key, n]) => (
          <div key={key} className={key === "unknown" && n > 0 ? "warn" : undefined}>
            <dt>{t(`communities.${key}`)}</dt>
            <dd>
              {whole(n)} <small>{t("communities.unit")}</small>
            </dd>
          </div>
        ))}
      </dl>
      {told.unknown.length === 0 ? null : (
        <>
          <p className="faint">{t("communities.unknownHint")}</p>
          <Typography.Paragraph
            className="json"
            copyable={{ text: told.unknown.join("\n") }}
            ellipsis={{ rows: 6, expandable: "collapsible" }}
          >
            {told.unknown.join("  ")}
          </Typography.Paragraph>
        </>
      )}
    </div>
  );
}

type Props = { readonly shop: string; readonly community: string };

/** A list of members, pasted; the answer says how many of them we know. */
export function Enrol({ shop, community }: Props): ReactElement {
  const { t } = useTranslation();
  const [pasted, setPasted] = useState("");
  const enrolling = useEnrolling(shop, community);
  const ids = idsOf(pasted);
  const tooMany = ids.length > MOST;
  const count = t(tooMany ? "communities.tooMany" : "communities.counted", {
    n: whole(ids.length),
    most: whole(MOST),
  });
  return (
    <section className="panel-box">
      <h2>{t("communities.enrol")}</h2>
      <p className="faint">{t("communities.enrolHint")}</p>
      <Form
        layout="vertical"
        onFinish={() => enrolling.mutate(ids, { onSuccess: () => setPasted("") })}
      >
        <Form.Item {...(tooMany ? { validateStatus: "error" } : {})} extra={count}>
          <Input.TextArea
            aria-label={t("communities.pasted")}
            placeholder={t("communities.pastedHint")}
            autoSize={{ minRows: 6, maxRows: 16 }}
            value={pasted}
            onChange={(e) => setPasted(e.target.value)}
          />
        </Form.Item>
        <Refusal error={enrolling.error} />
        <Button
          type="primary"
          htmlType="submit"
          loading={enrolling.isPending}
          disabled={ids.length === 0 || tooMany}
        >
          {t("communities.enrolNow")}
        </Button>
      </Form>
      {enrolling.data === undefined ? null : <Answer told={enrolling.data} />}
    </section>
  );
}
