import {
  ApiOutlined,
  AuditOutlined,
  CreditCardOutlined,
  DashboardOutlined,
  ImportOutlined,
  KeyOutlined,
  ProfileOutlined,
  ShoppingOutlined,
  TeamOutlined,
} from "@ant-design/icons";
import type { ReactElement } from "react";
import type { Page } from "./menu.ts";

export const icons: Readonly<Record<Page, ReactElement>> = {
  overview: <DashboardOutlined />,
  cards: <CreditCardOutlined />,
  people: <TeamOutlined />,
  goods: <ShoppingOutlined />,
  orders: <ProfileOutlined />,
  events: <ApiOutlined />,
  imports: <ImportOutlined />,
  keys: <KeyOutlined />,
  audit: <AuditOutlined />,
};
