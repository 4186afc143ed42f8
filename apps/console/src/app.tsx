import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { retry } from "@zhongshu/browser";
import { ConfigProvider, Grid, App as Messages } from "antd";
import enUS from "antd/locale/en_US";
import zhCN from "antd/locale/zh_CN";
import type { ReactElement } from "react";
import { I18nextProvider, useTranslation } from "react-i18next";
import { BrowserRouter } from "react-router";
import { Places } from "./places.tsx";
import { themeOf } from "./theme.ts";
import { i18n } from "./words/i18n.ts";

const client = new QueryClient({
  defaultOptions: {
    queries: { retry, staleTime: 10_000, networkMode: "always" },
    mutations: { networkMode: "always" },
  },
});

function Dressed(): ReactElement {
  const { i18n: current } = useTranslation();
  const wide = Grid.useBreakpoint().lg !== false;
  return (
    <ConfigProvider
      locale={current.language.startsWith("en") ? enUS : zhCN}
      theme={themeOf(wide)}
      button={{ autoInsertSpace: false }}
    >
      <Messages>
        <BrowserRouter basename="/console">
          <Places />
        </BrowserRouter>
      </Messages>
    </ConfigProvider>
  );
}

export function App(): ReactElement {
  return (
    <I18nextProvider i18n={i18n}>
      <QueryClientProvider client={client}>
        <Dressed />
      </QueryClientProvider>
    </I18nextProvider>
  );
}
