import { MenuOutlined } from "@ant-design/icons";
import { Button, Drawer, Grid, Layout, Menu, Select } from "antd";
import { type ReactElement, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, Outlet, useLocation, useNavigate, useParams } from "react-router";
import { DemoNote } from "../demo/demo.tsx";
import { type Shop, useMe } from "../session/asks.ts";
import { Lost } from "../states/lost.tsx";
import { Account } from "./account.tsx";
import { icons } from "./icons.tsx";
import { PAGES } from "./menu.ts";

const open = (shop: Shop) =>
  PAGES.filter(({ permission }) => shop.permissions.includes(permission));

function Pages({
  shop,
  here,
  onGo,
}: {
  readonly shop: Shop;
  readonly here: string;
  readonly onGo: () => void;
}) {
  const { t } = useTranslation();
  const items = open(shop).map(({ page }) => ({
    key: page,
    icon: icons[page],
    label: <Link to={`/${shop.id}/${page}`}>{t(`frame.${page}`)}</Link>,
  }));
  return <Menu mode="inline" selectedKeys={[here]} items={items} onClick={onGo} />;
}

function ShopSwitch({ shop, here }: { readonly shop: Shop; readonly here: string }): ReactElement {
  const { t } = useTranslation();
  const me = useMe();
  const go = useNavigate();
  const options = me.data?.shops.map(({ id, name, organisation }) => ({
    value: id,
    label: name,
    title: organisation.name,
  }));
  return (
    <Select
      aria-label={t("frame.shop")}
      className="shop-switch"
      value={shop.id}
      options={options ?? []}
      onChange={(id) => void go(`/${id}/${here}`)}
    />
  );
}

function Shell({ shop }: { readonly shop: Shop }): ReactElement {
  const { t } = useTranslation();
  const [drawn, setDrawn] = useState(false);
  const here = useLocation().pathname.split("/")[2] ?? "overview";
  const wide = Grid.useBreakpoint().lg === true;
  const pages = <Pages shop={shop} here={here} onGo={() => setDrawn(false)} />;
  const allowed =
    open(shop).some(({ page }) => page === here) || !PAGES.some(({ page }) => page === here);
  return (
    <Layout className="shell">
      {wide ? (
        <Layout.Sider width={208}>
          <div className="logo">{t("app.title")}</div>
          {pages}
        </Layout.Sider>
      ) : (
        <Drawer
          open={drawn}
          onClose={() => setDrawn(false)}
          placement="left"
          size={260}
          title={t("app.title")}
        >
          {pages}
        </Drawer>
      )}
      <Layout>
        <Layout.Header className="bar">
          {wide ? null : (
            <Button
              type="text"
              icon={<MenuOutlined />}
              aria-label={t("frame.menu")}
              onClick={() => setDrawn(true)}
            />
          )}
          <ShopSwitch shop={shop} here={here} />
          <Account />
        </Layout.Header>
        <DemoNote shop={shop} />
        <Layout.Content className="content">
          {allowed ? <Outlet key={shop.id} /> : <Lost why="denied" />}
        </Layout.Content>
      </Layout>
    </Layout>
  );
}

export function Frame(): ReactElement {
  const { shop: id } = useParams();
  const shop = useMe().data?.shops.find((each) => each.id === id);
  return shop === undefined ? <Lost /> : <Shell shop={shop} />;
}
