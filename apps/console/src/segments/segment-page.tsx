import { masked, when, whole } from "@zhongshu/browser";
import type { Predicate, Segment, SegmentPreview } from "@zhongshu/people/contract";
import { Button, Card, Form, Popconfirm, Switch } from "antd";
import { type ReactElement, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useParams } from "react-router";
import { Field } from "../forms/field.tsx";
import { Submit } from "../forms/submit.tsx";
import { Page, useShop } from "../frame/page.tsx";
import { useMay } from "../session/asks.ts";
import { Refusal } from "../states/failure.tsx";
import { Loaded } from "../states/loaded.tsx";
import { Lost } from "../states/lost.tsx";
import { useTags } from "../tags/asks.ts";
import { useLanguage } from "../words/i18n.ts";
import { useDeleting, usePreview, useSaving, useSegments, useVersions } from "./asks.ts";
import { GroupBox } from "./builder.tsx";
import { type Group, groupOf, keysFrom, predicateOf } from "./draft.ts";
import "./segments.css";

function Sample({ shop, preview }: { readonly shop: string; readonly preview: SegmentPreview }) {
  const { t } = useTranslation();
  if (preview.total === 0) return <p className="faint">{t("segments.nobody")}</p>;
  return (
    <>
      <h3>{t("segments.sample")}</h3>
      <ul className="sample">
        {preview.people.map(({ id, name, userId }) => (
          <li key={id}>
            <Link to={`/${shop}/people/${id}`}>
              {name ?? masked(userId ?? t("people.unnamed"))}
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}

const percent = (part: number, whole_: number): string =>
  whole_ === 0 ? "0" : String(Math.round((1_000 * part) / whole_) / 10);

/** The count follows every change; while the next one comes, the last stands paler. */
function Count({
  shop,
  predicate,
}: {
  readonly shop: string;
  readonly predicate: Predicate | null;
}) {
  const { t } = useTranslation();
  const { data, error, isFetching } = usePreview(shop, predicate);
  if (predicate === null) return <p className="faint">{t("segments.unfinished")}</p>;
  if (error !== null) return <Refusal error={error} />;
  if (data === undefined) return <p className="faint">{t("segments.counting")}</p>;
  const { total, everybody, waiting } = data;
  return (
    <div className={isFetching ? "count pale" : "count"} role="status">
      <strong className="figures">{t("segments.people", { n: whole(total) })}</strong>
      <p className="faint figures">
        {t("segments.ofAll", { n: whole(everybody), share: percent(total, everybody) })}
      </p>
      {waiting === 0 ? null : <p>{t("tags.waiting", { n: whole(waiting) })}</p>}
      <Sample shop={shop} preview={data} />
    </div>
  );
}

function Versions({ shop, segment }: { readonly shop: string; readonly segment: Segment }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const versions = useVersions(shop, segment.id).data ?? [];
  const earlier = versions.filter(({ version }) => version < segment.version);
  if (earlier.length === 0) return null;
  return (
    <Card title={t("segments.before")}>
      {earlier.map(({ version, name, predicate, by, at }) => (
        <details key={version}>
          <summary>
            {t("tags.version", { n: version })} · {name}{" "}
            <span className="faint">{t("segments.byWhom", { by, at: when(at, language) })}</span>
          </summary>
          <Count shop={shop} predicate={predicate} />
          <pre className="json">{JSON.stringify(predicate, null, 2)}</pre>
        </details>
      ))}
    </Card>
  );
}

function Delete({ shop, segment }: { readonly shop: string; readonly segment: Segment }) {
  const { t } = useTranslation();
  const go = useNavigate();
  const deleting = useDeleting(shop, segment.id);
  const end = () => deleting.mutate(undefined, { onSuccess: () => void go(`/${shop}/segments`) });
  return (
    <>
      <Refusal error={deleting.error} />
      <Popconfirm title={t("segments.deleteSure")} onConfirm={end}>
        <Button danger type="text" loading={deleting.isPending}>
          {t("segments.delete")}
        </Button>
      </Popconfirm>
    </>
  );
}

type SaveProps = {
  readonly shop: string;
  readonly segment: Segment | null;
  readonly predicate: Predicate | null;
};

function Save({ shop, segment, predicate }: SaveProps): ReactElement {
  const { t } = useTranslation();
  const go = useNavigate();
  const [name, setName] = useState(segment?.name ?? "");
  const [shown, setShown] = useState(segment?.shown ?? false);
  const saving = useSaving(shop, segment?.id ?? null);
  const save = () => {
    if (predicate === null) return;
    const wish = { name: name.trim(), predicate, shown };
    saving.mutate(wish, { onSuccess: () => void go(`/${shop}/segments`) });
  };
  return (
    <Form layout="vertical" onFinish={save}>
      <Field
        id="segment-name"
        label={t("segments.name")}
        placeholder={t("segments.nameHint")}
        value={name}
        maxLength={80}
        onChange={setName}
      />
      <Form.Item label={t("segments.shown")} extra={t("segments.shownHint")} htmlFor="shown">
        <Switch id="shown" checked={shown} onChange={setShown} />
      </Form.Item>
      <Submit
        error={saving.error}
        busy={saving.isPending}
        disabled={name.trim() === "" || predicate === null}
      >
        {t("segments.save")}
      </Submit>
    </Form>
  );
}

const EVERYBODY: Predicate = { is: "and", of: [] };

function Editor({ segment }: { readonly segment: Segment | null }): ReactElement {
  const { t } = useTranslation();
  const shop = useShop();
  const may = useMay("people.write");
  const keys = useMemo(() => keysFrom(1), []);
  const [group, setGroup] = useState<Group>(() => groupOf(segment?.predicate ?? EVERYBODY, keys));
  const tags = useTags(shop).data?.tags ?? [];
  const predicate = predicateOf(group);
  return (
    <Page
      up="segments"
      title={segment?.name ?? t("segments.make")}
      lead={t("segments.lead")}
      extra={may && segment !== null ? <Delete shop={shop} segment={segment} /> : null}
    >
      <div className="segment">
        <Card>
          <GroupBox
            group={group}
            choices={{ shop, tags }}
            keys={keys}
            depth={1}
            onChange={setGroup}
          />
          {group.of.length === 0 ? <p className="faint">{t("segments.everybody")}</p> : null}
        </Card>
        <Card>
          <Count shop={shop} predicate={predicate} />
          {may ? <Save shop={shop} segment={segment} predicate={predicate} /> : null}
        </Card>
      </div>
      {segment === null ? null : <Versions shop={shop} segment={segment} />}
    </Page>
  );
}

export function SegmentPage(): ReactElement {
  const shop = useShop();
  const { segment: id } = useParams();
  const segments = useSegments(shop);
  if (id === "new") return <Editor segment={null} />;
  return (
    <Loaded query={segments}>
      {(found) => {
        const segment = found.find((each) => each.id === id);
        return segment === undefined ? (
          <Lost />
        ) : (
          <Editor key={segment.version} segment={segment} />
        );
      }}
    </Loaded>
  );
}
