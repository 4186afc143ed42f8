import type { Against } from "@zhongshu/insight/contract";
import { plusDays } from "@zhongshu/kernel";
import { Button, Input, Segmented, Select } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { useShop } from "../frame/page.tsx";
import { useMe } from "../session/asks.ts";
import { useSelection } from "./asks.ts";

type Days = { readonly from: string; readonly until: string };

/** The stretches that people ask for most. */
function usual(today: string): Readonly<Record<string, Days>> {
  const first = `${today.slice(0, 7)}-01`;
  const last = plusDays(first, -1);
  return {
    week: { from: plusDays(today, -6), until: today },
    thirty: { from: plusDays(today, -29), until: today },
    quarter: { from: plusDays(today, -89), until: today },
    month: { from: first, until: today },
    lastMonth: { from: `${last.slice(0, 7)}-01`, until: last },
  };
}

function Stretch(): ReactElement {
  const { t } = useTranslation();
  const { today, selection, change } = useSelection();
  const { from, until } = selection;
  const day = (name: "from" | "until", value: string): void => {
    if (value === "") return;
    const days = { from, until, [name]: value };
    // The other end follows, so that no stretch ends before it begins.
    if (days.from > days.until) change({ from: value, until: value });
    else change(days);
  };
  return (
    <>
      <div className="figures-presets">
        {Object.entries(usual(today)).map(([key, days]) => (
          <Button
            key={key}
            size="small"
            type={days.from === from && days.until === until ? "primary" : "default"}
            onClick={() => change(days)}
          >
            {t(`figures.usual.${key}`)}
          </Button>
        ))}
      </div>
      <div className="figures-days">
        {(["from", "until"] as const).map((name) => (
          <Input
            key={name}
            type="date"
            aria-label={t(`figures.${name}`)}
            value={selection[name]}
            max={today}
            onChange={({ target }) => day(name, target.value)}
          />
        ))}
      </div>
    </>
  );
}

function Shops(): ReactElement | null {
  const { t } = useTranslation();
  const here = useShop();
  const { selection, change } = useSelection();
  const others = (useMe().data?.shops ?? []).filter(
    ({ id, permissions }) => id !== here && permissions.includes("orders.read"),
  );
  if (others.length === 0) return null;
  return (
    <Select
      mode="multiple"
      allowClear
      className="figures-shops"
      aria-label={t("figures.shops")}
      placeholder={t("figures.shops")}
      value={[...selection.shops]}
      options={others.map(({ id, name }) => ({ value: id, label: name }))}
      optionFilterProp="label"
      onChange={(ids: string[]) => change({ shops: ids.length === 0 ? null : ids.join(",") })}
    />
  );
}

/** Which days, against which, of which shops. */
export function Picker(): ReactElement {
  const { t } = useTranslation();
  const { selection, change } = useSelection();
  return (
    <div className="figures-picker">
      <Stretch />
      <Segmented<Against>
        value={selection.against}
        options={(["before", "year", "none"] as const).map((value) => ({
          ...{ value, label: t(`figures.against.${value}`) },
        }))}
        onChange={(against) => change({ against })}
      />
      <Shops />
    </div>
  );
}
