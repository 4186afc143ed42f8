import { archive, when, workbook } from "@zhongshu/browser";
import {
  type Choice,
  copyFiles,
  type Held,
  PERSONALISED_WORDINGS,
  type Rights,
} from "@zhongshu/people/contract";
import {
  type Agreement,
  MESSAGE_WORDINGS,
  PURPOSES,
  type Purpose,
  refusesAll,
} from "@zhongshu/reach/contract";
import { Alert, Button, Card, Dropdown, Space } from "antd";
import type { TFunction } from "i18next";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "../session/asks.ts";
import { Refusal } from "../states/failure.tsx";
import { Loaded } from "../states/loaded.tsx";
import { useLanguage } from "../words/i18n.ts";
import { useConsents, useHeld, usePersonalise, useRefusal, useRights } from "./asks.ts";
import { Erase } from "./erase.tsx";
import { csvOf, save } from "./files.ts";
import { Proof, type ProofProps } from "./proof.tsx";
import { WordSwitch } from "./word-switch.tsx";
import "./privacy.css";

type Props = { readonly shop: string; readonly person: string };
type RowProps = {
  readonly what: string;
  readonly state: string;
  readonly proofs: readonly ProofProps[];
};

/** One word of the customer: what of, how it stands, and what shows that it was said. */
const Row = ({ what, state, proofs }: RowProps): ReactElement => (
  <li>
    <strong>{what}</strong>
    <span>{state}</span>
    {proofs.map((proof) => (
      <Proof key={proof.said} {...proof} />
    ))}
  </li>
);

/** Who wrote it down, where that was kept. */
const by = (t: TFunction, who: string | null): readonly string[] => {
  if (who === null) return [];
  return [who === "customer" ? t("privacy.byCustomer") : t("privacy.byMember", { name: who })];
};

/** Words on being written to, the newest first; one taken back says since when. */
function Consents({ shop, person }: Props): ReactElement {
  const { t } = useTranslation();
  const language = useLanguage();
  const consents = useConsents({ shop, person });
  const row = (word: "agreed" | "refused", purpose: Purpose) => (one: Agreement) => (
    <Row
      key={`${word} ${purpose} ${one.channel} ${one.at}`}
      what={`${t(`privacy.${purpose}`)} · ${t(`privacy.channel.${one.channel}`, { defaultValue: one.channel })}`}
      state={
        one.withdrawnAt === null
          ? t(`privacy.${word}`)
          : t(`privacy.${word}Until`, { at: when(one.withdrawnAt, language) })
      }
      proofs={[
        {
          ...{ id: one.id, words: one.words, versions: MESSAGE_WORDINGS[purpose] },
          said: [
            t("privacy.proof", { at: when(one.at, language), how: one.proof }),
            ...by(t, one.by),
          ].join(" · "),
        },
        ...(one.withdrawnProof === null
          ? []
          : [
              {
                ...{ id: one.withdrawnId, words: one.withdrawnWords },
                versions: MESSAGE_WORDINGS[purpose],
                said: [
                  t("privacy.takenBack", { how: one.withdrawnProof }),
                  ...by(t, one.withdrawnBy),
                ].join(" · "),
              },
            ]),
      ]}
    />
  );
  return (
    <Loaded query={consents}>
      {({ agreed, refused }) => (
        <ul className="rights">
          {refused.map((one) => row("refused", one.purpose)(one))}
          {agreed.map(row("agreed", "marketing"))}
          {PURPOSES.filter(
            (each) =>
              !refused.some(({ purpose }) => purpose === each) &&
              (each === "notices" || agreed.length === 0),
          ).map((each) => (
            <li key={each}>
              <strong>{t(`privacy.${each}`)}</strong>
              <span>{t(`privacy.nothingSaid.${each}`)}</span>
            </li>
          ))}
        </ul>
      )}
    </Loaded>
  );
}

function Choices({ choices }: Pick<Rights, "choices">): ReactElement {
  const { t } = useTranslation();
  const language = useLanguage();
  const proof = ({ id, at, how, saidBy, member, words }: Choice): ProofProps => ({
    ...{ id, words, versions: PERSONALISED_WORDINGS },
    said: [
      t("privacy.proof", { at: when(at, language), how }),
      ...by(t, saidBy === "customer" ? "customer" : member),
    ].join(" · "),
  });
  return (
    <ul className="rights">
      {choices.map((choice) => (
        <Row
          key={choice.at}
          what={t("privacy.word")}
          state={t(choice.personalised ? "privacy.agreed" : "privacy.refused")}
          proofs={[proof(choice)]}
        />
      ))}
    </ul>
  );
}

function Personalised({ shop, person, rights }: Props & { readonly rights: Rights }): ReactElement {
  const { t } = useTranslation();
  const say = usePersonalise({ shop, person });
  const { personalised } = rights;
  return (
    <WordSwitch
      label={t("privacy.personalised")}
      on={personalised}
      stands={t(personalised ? "privacy.isOn" : "privacy.isOff")}
      title={t(personalised ? "privacy.turnOff" : "privacy.turnOn")}
      means={t(personalised ? "privacy.offMeans" : "privacy.onMeans")}
      busy={say.isPending}
      error={say.error}
      onSaid={(how, onSuccess) => say.mutate({ personalised: !personalised, how }, { onSuccess })}
    />
  );
}

/** Whoever has no inbox says it in the chat, and it is written down here. */
function Wanted({ shop, person }: Props): ReactElement | null {
  const { t } = useTranslation();
  const consents = useConsents({ shop, person });
  const say = useRefusal({ shop, person });
  if (consents.data === undefined) return null;
  const refused = consents.data.refused.some(refusesAll);
  return (
    <WordSwitch
      label={t("privacy.wanted")}
      on={!refused}
      stands={t(refused ? "privacy.notWanted" : "privacy.notRefused")}
      title={t(refused ? "privacy.takeBack" : "privacy.refuse")}
      means={t(refused ? "privacy.takeBackMeans" : "privacy.refuseMeans")}
      busy={say.isPending}
      error={say.error}
      onSaid={(proof, onSuccess) => say.mutate({ refused: !refused, proof }, { onSuccess })}
    />
  );
}

/** Everything that is held of the customer, as a file. */
function Export({ shop, person }: Props): ReactElement {
  const { t } = useTranslation();
  const language = useLanguage();
  const held = useHeld({ shop, person });
  const heading = ["room", "table", "row", "column", "value"].map((each) =>
    t(`privacy.heading.${each}`),
  );
  const forms = {
    zip: ["application/zip", (all: Held) => archive(copyFiles(all, language, workbook))],
    csv: ["text/csv", (all: Held) => csvOf(all, heading)],
    json: ["application/json", (all: Held) => JSON.stringify(all, null, 2)],
  } as const;
  const give = (form: keyof typeof forms): void =>
    held.mutate(undefined, {
      onSuccess: (all) => {
        const [type, contentOf] = forms[form];
        save(`${t("privacy.fileName")}.${form}`, type, contentOf(all));
      },
    });
  const items = [
    { key: "zip", label: t("privacy.asZip"), onClick: () => give("zip") },
    { key: "csv", label: t("privacy.asCsv"), onClick: () => give("csv") },
    { key: "json", label: t("privacy.asJson"), onClick: () => give("json") },
  ];
  return (
    <>
      <Dropdown menu={{ items }} trigger={["click"]}>
        <Button loading={held.isPending}>{t("privacy.export")}</Button>
      </Dropdown>
      <Refusal error={held.error} />
    </>
  );
}

/** What the customer agreed to, with the proof, and what they may ask for. */
export function RightsCard({ shop, person }: Props): ReactElement {
  const { t } = useTranslation();
  const rights = useRights({ shop, person });
  const may = useMay("people.erase");
  return (
    <Card title={t("privacy.title")}>
      <Consents shop={shop} person={person} />
      <Wanted shop={shop} person={person} />
      <Loaded query={rights}>
        {(found) => (
          <>
            <Personalised shop={shop} person={person} rights={found} />
            <Choices choices={found.choices} />
            {found.erasure === null ? null : (
              <Alert type="warning" showIcon title={t("privacy.erasing")} />
            )}
            {may ? (
              <Space wrap className="rights-do">
                <Export shop={shop} person={person} />
                <Erase shop={shop} person={person} />
              </Space>
            ) : null}
          </>
        )}
      </Loaded>
    </Card>
  );
}
