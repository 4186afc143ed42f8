import {
  ApiOutlined,
  AuditOutlined,
  CommentOutlined,
  CreditCardOutlined,
  DashboardOutlined,
  IdcardOutlined,
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
  communities: <CommentOutlined />,
  goods: <ShoppingOutlined />,
  orders: <ProfileOutlined />,
  events: <ApiOutlined />,
  imports: <ImportOutlined />,
  members: <IdcardOutlined />,
  keys: <KeyOutlined />,
  audit: <AuditOutlined />,
};
