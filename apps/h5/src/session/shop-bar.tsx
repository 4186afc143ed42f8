import { useQueryClient } from "@tanstack/react-query";
import { phoneOf } from "@zhongshu/browser";
import { Popup } from "antd-mobile";
import { type ReactElement, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { type Shop, signOut, useMe } from "./asks.ts";

type Props = { readonly shop: Shop };

function ShopChoice({
  shop,
  chosen,
  onChoose,
}: {
  readonly shop: Shop;
  readonly chosen: boolean;
  readonly onChoose: () => void;
}) {
  const { t } = useTranslation();
  return (
    <button type="button" className="choice" aria-pressed={chosen} onClick={onChoose}>
      <span className="avatar" aria-hidden="true">
        {[...shop.name][0]}
      </span>
      <span className="choice-name">
        <strong>{shop.name}</strong>
        <small>
          {shop.organisation.name} · {t(`shop.role.${shop.role}`)}
        </small>
      </span>
      {chosen ? (
        <span className="tick" aria-hidden="true">
          ✓
        </span>
      ) : null}
    </button>
  );
}

function Account(): ReactElement {
  const { t, i18n } = useTranslation();
  const me = useMe();
  const queries = useQueryClient();
  const go = useNavigate();
  const other = i18n.language.startsWith("en") ? "zh-CN" : "en";
  const leave = async () => {
    await signOut().catch(() => undefined);
    queries.clear();
    await go("/sign-in", { replace: true });
  };
  return (
    <footer className="account">
      <span className="figures faint">{phoneOf(me.data?.user.phone ?? "")}</span>
      <span>
        <button type="button" className="quiet" onClick={() => void i18n.changeLanguage(other)}>
          {t("shop.language")}
        </button>
        <button type="button" className="quiet" onClick={() => void leave()}>
          {t("shop.signOut")}
        </button>
      </span>
    </footer>
  );
}

/** The shop's name on top; a tap offers every other shop of this login, the language and the way out. */
export function ShopBar({ shop }: Props): ReactElement {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const me = useMe();
  const go = useNavigate();
  const choose = (id: string) => {
    setOpen(false);
    void go(`/${id}`);
  };
  return (
    <header className="shop-bar">
      <button
        type="button"
        aria-haspopup="dialog"
        aria-expanded={open}
        aria-label={`${t("shop.switch")} ${shop.name}`}
        onClick={() => setOpen(true)}
      >
        <span className="avatar" aria-hidden="true">
          {[...shop.name][0]}
        </span>
        <span className="shop-name">{shop.name}</span>
        <span className="chevron" aria-hidden="true" />
      </button>
      <Popup
        visible={open}
        onMaskClick={() => setOpen(false)}
        onClose={() => setOpen(false)}
        bodyClassName="sheet"
        closeOnSwipe
      >
        <h2 className="sheet-title">{t("shop.switch")}</h2>
        {me.data?.shops.map((each) => (
          <ShopChoice
            key={each.id}
            shop={each}
            chosen={each.id === shop.id}
            onChoose={() => choose(each.id)}
          />
        ))}
        <Account />
      </Popup>
    </header>
  );
}
