import {
  ApiOutlined,
  AuditOutlined,
  CommentOutlined,
  CreditCardOutlined,
  DashboardOutlined,
  ExperimentOutlined,
  FilterOutlined,
  IdcardOutlined,
  ImportOutlined,
  KeyOutlined,
  ProfileOutlined,
  SafetyCertificateOutlined,
  SendOutlined,
  ShoppingOutlined,
  TagsOutlined,
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
  tags: <TagsOutlined />,
  segments: <FilterOutlined />,
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
