import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { retry } from "@zhongshu/browser";
import { ConfigProvider } from "antd-mobile";
import enUS from "antd-mobile/es/locales/en-US";
import zhCN from "antd-mobile/es/locales/zh-CN";
import { lazy, type ReactElement, Suspense } from "react";
import { I18nextProvider, useTranslation } from "react-i18next";
import { BrowserRouter, Route, Routes } from "react-router";
import { CardPage } from "./card/card-page.tsx";
import { Look } from "./card/look.tsx";
import { Home } from "./session/home.tsx";
import { SignIn } from "./session/sign-in.tsx";
import { SignedIn } from "./session/signed-in.tsx";
import { Lost } from "./states/lost.tsx";
import { Waiting } from "./states/waiting.tsx";
import { Today } from "./today/today.tsx";
import { i18n } from "./words/i18n.ts";

const RunsPage = lazy(async () => ({ default: (await import("./run/runs-page.tsx")).RunsPage }));
const RunPage = lazy(async () => ({ default: (await import("./run/run-page.tsx")).RunPage }));

const StatementPage = lazy(async () => ({
  default: (await import("./statement/statement-page.tsx")).StatementPage,
}));
const PeoplePage = lazy(async () => ({
  default: (await import("./people/people-page.tsx")).PeoplePage,
}));
const PersonPage = lazy(async () => ({
  default: (await import("./people/person-page.tsx")).PersonPage,
}));

const ImportsPage = lazy(async () => ({
  default: (await import("./imports/imports-page.tsx")).ImportsPage,
}));
const ImportPage = lazy(async () => ({
  default: (await import("./imports/import-page.tsx")).ImportPage,
}));

const client = new QueryClient({
  defaultOptions: {
    queries: { retry, staleTime: 15_000, networkMode: "always" },
    mutations: { networkMode: "always" },
  },
});

function Pages(): ReactElement {
  const { i18n: current } = useTranslation();
  return (
    <ConfigProvider locale={current.language.startsWith("en") ? enUS : zhCN}>
      <BrowserRouter basename="/m">
        <Suspense fallback={<Waiting blocks={2} />}>
          <Routes>
            <Route path="/sign-in" element={<SignIn />} />
            <Route path="/look" element={<Look />} />
            <Route element={<SignedIn />}>
              <Route index element={<Home />} />
              <Route path="/:shop" element={<Today />} />
              <Route path="/:shop/cards/:card" element={<CardPage />} />
              <Route path="/:shop/commission" element={<StatementPage />} />
              <Route path="/:shop/people" element={<PeoplePage />} />
              <Route path="/:shop/people/:person" element={<PersonPage />} />
              <Route path="/:shop/imports" element={<ImportsPage />} />
              <Route path="/:shop/imports/:id" element={<ImportPage />} />
              <Route path="/:shop/runs" element={<RunsPage />} />
              <Route path="/:shop/runs/:run" element={<RunPage />} />
            </Route>
            <Route path="*" element={<Lost />} />
          </Routes>
        </Suspense>
      </BrowserRouter>
    </ConfigProvider>
  );
}

export function App(): ReactElement {
  return (
    <I18nextProvider i18n={i18n}>
      <QueryClientProvider client={client}>
        <Pages />
      </QueryClientProvider>
    </I18nextProvider>
  );
}
