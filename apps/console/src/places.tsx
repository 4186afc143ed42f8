import type { ReactElement } from "react";
import { Route, Routes } from "react-router";
import { AuditPage } from "./audit/audit-page.tsx";
import { CardPage } from "./cards/card-page.tsx";
import { CardsPage } from "./cards/cards-page.tsx";
import { CommissionPage } from "./commission/commission-page.tsx";
import { CommunitiesPage } from "./communities/communities-page.tsx";
import { CommunityPage } from "./communities/community-page.tsx";
import { EventsPage } from "./events/events-page.tsx";
import { FiguresPage } from "./figures/figures-page.tsx";
import { Frame } from "./frame/frame.tsx";
import { Home } from "./frame/home.tsx";
import { GoodsPage } from "./goods/goods-page.tsx";
import { ProductPage } from "./goods/product-page.tsx";
import { ImportPage } from "./imports/import-page.tsx";
import { ImportsPage } from "./imports/imports-page.tsx";
import { KeysPage } from "./keys/keys-page.tsx";
import { MembersPage } from "./members/members-page.tsx";
import { OrdersPage } from "./orders/orders-page.tsx";
import { OverviewPage } from "./overview/overview-page.tsx";
import { PeoplePage } from "./people/people-page.tsx";
import { PersonPage } from "./people/person-page.tsx";
import { ErasuresPage } from "./privacy/erasures-page.tsx";
import { ProofPage } from "./proof/proof-page.tsx";
import { QualityPage } from "./quality/quality-page.tsx";
import { RulePage } from "./quality/rule-page.tsx";
import { RunPage } from "./runs/run-page.tsx";
import { RunsPage } from "./runs/runs-page.tsx";
import { SamePage } from "./same/same-page.tsx";
import { SegmentPage } from "./segments/segment-page.tsx";
import { SegmentsPage } from "./segments/segments-page.tsx";
import { SignIn } from "./session/sign-in.tsx";
import { SignedIn } from "./session/signed-in.tsx";
import { Lost } from "./states/lost.tsx";
import { TagsPage } from "./tags/tags-page.tsx";
import { TeamPage } from "./team/team-page.tsx";

/** Every address of the console; what a page shows stands in its address, so that it can be sent on. */
export function Places(): ReactElement {
  return (
    <Routes>
      <Route path="/sign-in" element={<SignIn />} />
      <Route element={<SignedIn />}>
        <Route index element={<Home />} />
        <Route path="/:shop" element={<Frame />}>
          <Route index element={<OverviewPage />} />
          <Route path="overview" element={<OverviewPage />} />
          <Route path="imports" element={<ImportsPage />} />
          <Route path="imports/:id" element={<ImportPage />} />
          <Route path="quality" element={<QualityPage />} />
          <Route path="quality/:rule" element={<RulePage />} />
          <Route path="events" element={<EventsPage />} />
          <Route path="people" element={<PeoplePage />} />
          <Route path="people/same" element={<SamePage />} />
          <Route path="people/erasures" element={<ErasuresPage />} />
          <Route path="people/:id" element={<PersonPage />} />
          <Route path="tags" element={<TagsPage />} />
          <Route path="segments" element={<SegmentsPage />} />
          <Route path="segments/:segment" element={<SegmentPage />} />
          <Route path="communities" element={<CommunitiesPage />} />
          <Route path="communities/:community" element={<CommunityPage />} />
          <Route path="goods" element={<GoodsPage />} />
          <Route path="goods/:product" element={<ProductPage />} />
          <Route path="orders" element={<OrdersPage />} />
          <Route path="figures" element={<FiguresPage />} />
          <Route path="commission" element={<CommissionPage />} />
          <Route path="commission/team" element={<TeamPage />} />
          <Route path="cards" element={<CardsPage />} />
          <Route path="cards/:card" element={<CardPage />} />
          <Route path="runs" element={<RunsPage />} />
          <Route path="runs/:run" element={<RunPage />} />
          <Route path="proof" element={<ProofPage />} />
          <Route path="audit" element={<AuditPage />} />
          <Route path="members" element={<MembersPage />} />
          <Route path="keys" element={<KeysPage />} />
          <Route path="*" element={<Lost />} />
        </Route>
      </Route>
    </Routes>
  );
}
