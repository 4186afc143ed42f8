import {
  ApiOutlined,
  AuditOutlined,
  CommentOutlined,
  CreditCardOutlined,
  DashboardOutlined,
  ExperimentOutlined,
  IdcardOutlined,
  ImportOutlined,
  KeyOutlined,
  ProfileOutlined,
  SafetyCertificateOutlined,
  SendOutlined,
  ShoppingOutlined,
  TeamOutlined,
} from "@ant-design/icons";
import type { ReactElement } from "react";
import type { Page } from "./menu.ts";

export const icons: Readonly<Record<Page, ReactElement>> = {
  overview: <DashboardOutlined />,
  cards: <CreditCardOutlined />,
  runs: <SendOutlined />,
  proof: <ExperimentOutlined />,
  people: <TeamOutlined />,
  communities: <CommentOutlined />,
  goods: <ShoppingOutlined />,
  orders: <ProfileOutlined />,
  events: <ApiOutlined />,
  imports: <ImportOutlined />,
  quality: <SafetyCertificateOutlined />,
  members: <IdcardOutlined />,
  keys: <KeyOutlined />,
  audit: <AuditOutlined />,
};
