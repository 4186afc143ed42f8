import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { retry } from "@zhongshu/browser";
import { type ReactElement, useCallback, useState } from "react";
import { I18nextProvider, useTranslation } from "react-i18next";
import { i18n } from "../words/i18n.ts";
import { Enter } from "./enter.tsx";
import { Notice } from "./frame.tsx";
import { Inbox } from "./inbox.tsx";
import { Offer } from "./offer.tsx";
import { placeOf } from "./place.ts";

const client = new QueryClient({
  defaultOptions: {
    queries: { retry, staleTime: 5_000, networkMode: "always" },
    mutations: { networkMode: "always" },
  },
});

function Page(): ReactElement {
  const { t } = useTranslation();
  const [place, setPlace] = useState(() => placeOf(location.pathname));
  const onInside = useCallback(() => {
    history.replaceState(null, "", "/m/in");
    setPlace({ kind: "inbox" });
  }, []);
  switch (place.kind) {
    case "entry":
      return <Enter token={place.token} onInside={onInside} />;
    case "inbox":
      return <Inbox />;
    case "link":
      return <Offer code={place.code} />;
    case "lost":
      return <Notice mark="?" title={t("customer.page.lost")} next={t("customer.page.lostNext")} />;
  }
}

/** The customer's pages: few, light, and without anything of the owner's. */
export function App(): ReactElement {
  return (
    <I18nextProvider i18n={i18n}>
      <QueryClientProvider client={client}>
        <Page />
      </QueryClientProvider>
    </I18nextProvider>
  );
}
