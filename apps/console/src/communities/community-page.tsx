import { whole } from "@zhongshu/browser";
import type { Community } from "@zhongshu/reach/contract";
import { Button } from "antd";
import { type ReactElement, useState } from "react";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { FiguresOfOne } from "../figures/of-one.tsx";
import { Page, useShop } from "../frame/page.tsx";
import { useMay } from "../session/asks.ts";
import { Loaded } from "../states/loaded.tsx";
import { Lost } from "../states/lost.tsx";
import { CommunityTagsCard } from "../tags/community-tags.tsx";
import { useCommunities } from "./asks.ts";
import { Enrol } from "./enrol.tsx";
import { NameCommunity } from "./name-community.tsx";

function Counts({ community: { size, known } }: { readonly community: Community }): ReactElement {
  const { t } = useTranslation();
  const told = { size, known };
  return (
    <dl className="counts">
      {(["size", "known"] as const).map((key) => (
        <div key={key}>
          <dt>{t(`communities.${key}`)}</dt>
          <dd>{told[key] === null ? t("communities.untold") : whole(told[key])}</dd>
        </div>
      ))}
    </dl>
  );
}

const METRICS = [
  ...(["sales", "orders", "pieces", "refunds", "order-value", "attach-rate"] as const),
  ...(["repurchase", "conversion", "margin", "pending"] as const),
] as const;

type Props = { readonly shop: string; readonly community: Community };

function Shown({ shop, community }: Props): ReactElement {
  const { t } = useTranslation();
  const [changing, setChanging] = useState(false);
  const may = useMay("people.write");
  const change = <Button onClick={() => setChanging(true)}>{t("communities.change")}</Button>;
  return (
    <Page
      title={community.name}
      lead={t(`communities.channelOf.${community.channel}`)}
      up="communities"
      extra={may ? change : null}
    >
      <Counts community={community} />
      <FiguresOfOne
        dimension="community"
        value={community.id}
        called={community.name}
        metrics={METRICS}
      />
      <CommunityTagsCard shop={shop} community={community.id} />
      {may ? (
        <Enrol shop={shop} community={community.id} />
      ) : (
        <p className="faint">{t("communities.readOnly")}</p>
      )}
      {changing ? (
        <NameCommunity shop={shop} community={community} onClose={() => setChanging(false)} />
      ) : null}
    </Page>
  );
}

export function CommunityPage(): ReactElement {
  const shop = useShop();
  const { community: id } = useParams();
  return (
    <Loaded query={useCommunities(shop)}>
      {(found) => {
        const community = found.find((each) => each.id === id);
        return community === undefined ? <Lost /> : <Shown shop={shop} community={community} />;
      }}
    </Loaded>
  );
}
