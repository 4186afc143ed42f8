import type { ReactElement, ReactNode } from "react";
import { useParams } from "react-router";
import { DemoNote } from "../demo/demo.tsx";
import { useMe } from "../session/asks.ts";
import { ShopBar } from "../session/shop-bar.tsx";
import { Lost } from "../states/lost.tsx";
import { Tabs } from "./tabs.tsx";

/** One of the four places of a shop: whose shop it is on top, the other places below. */
export function Place({ children }: { readonly children: ReactNode }): ReactElement {
  const { shop: id = "" } = useParams();
  const shop = useMe().data?.shops.find((each) => each.id === id);
  if (shop === undefined) return <Lost />;
  return (
    <main className="page">
      <ShopBar shop={shop} />
      <DemoNote shop={shop} />
      {children}
      <Tabs />
    </main>
  );
}
