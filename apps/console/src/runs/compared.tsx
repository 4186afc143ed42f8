import type { Report } from "@zhongshu/brain/contract";
import { price } from "@zhongshu/browser";
import { stated } from "@zhongshu/cards";
import { Button, Card } from "antd";
import type { ReactElement, ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useLanguage } from "../words/i18n.ts";
import { Interval } from "./interval.tsx";

type Lifted = Report["here"];
type Side = "treated" | "held-out";
type Open = (side: Side, title: string, value: string) => void;

type Sides = {
  readonly lift: Lifted;
  readonly open?: Open;
  /** What the two sides are called. */
  readonly names: Readonly<Record<Side, string>>;
};

function Arms({ lift, open, names }: Sides): ReactElement {
  const { t } = useTranslation();
  const told = ({ people, buyers }: Lifted["treated"]): string =>
    people === 0 ? "—" : t("report.of", { people, buyers });
  const side = (key: Side, arm: Lifted["treated"]) => (
    <div>
      <dt>{names[key]}</dt>
      <dd>
        {open === undefined || arm.people === 0 ? (
          told(arm)
        ) : (
          <Button type="link" className="flush" onClick={() => open(key, names[key], told(arm))}>
            {told(arm)}
          </Button>
        )}
      </dd>
    </div>
  );
  return (
    <dl className="pairs figures">
      {side("treated", lift.treated)}
      {side("held-out", lift.heldOut)}
    </dl>
  );
}

function Drawn({ lift }: { readonly lift: Lifted & { readonly known: true } }): ReactElement {
  const { t } = useTranslation();
  const { buyers, worth } = lift;
  const sure = stated(lift);
  return (
    <>
      <h3>{t("report.moreBuyers")}</h3>
      <Interval {...buyers} sure={sure} label={t("report.moreBuyers")} told={(n) => n.toFixed(0)} />
      {worth === null ? null : (
        <>
          <h3>{t("report.moreEarned")}</h3>
          <Interval
            low={worth.low.minor}
            middle={worth.middle.minor}
            high={worth.high.minor}
            sure={sure}
            label={t("report.moreEarned")}
            told={(minor) => price({ minor: Math.round(minor), currency: worth.low.currency })}
          />
        </>
      )}
    </>
  );
}

type Comparing = Omit<Sides, "names"> & {
  readonly title: string;
  readonly names?: Sides["names"];
  readonly children?: ReactNode;
  /** Said of the two sides, below them. */
  readonly below?: ReactNode;
};

/** Two sides, what is said of them, and the interval drawn; either side opens to what its people bought. */
export function Compared({ title, lift, open, names, children, below }: Comparing): ReactElement {
  const { t } = useTranslation();
  const language = useLanguage();
  const called = names ?? { treated: t("report.treated"), "held-out": t("report.heldOut") };
  return (
    <Card title={title}>
      {children}
      <p className={lift.known ? "verdict" : "verdict soft"}>
        {lift.known ? lift.words[language] : lift.why[language]}
      </p>
      {lift.known ? <Drawn lift={lift} /> : null}
      <Arms lift={lift} names={called} {...(open ? { open } : {})} />
      {below}
      {lift.known ? <p className="faint">{lift.basis[language]}</p> : null}
    </Card>
  );
}
