import type { BrainPorts } from "@zhongshu/brain";
import type { Insight } from "@zhongshu/insight";
import { ok, profileId } from "@zhongshu/kernel";
import type { createPeople } from "@zhongshu/people";

/** What was sold, as the figures of goods and shops tell it. */
export const soldIn = (insight: () => Pick<Insight, "figures">): BrainPorts["sales"] => ({
  async sold(ctx, { shop, from, to, product }) {
    const all = { shop, shops: [], from, until: to, against: "none", currency: null } as const;
    const one = product === null ? {} : { product };
    const found = await insight().figures(ctx, { ...all, ...one, by: null });
    if (!found.ok) return found;
    const { figures, currency, foreign } = found.value;
    const of = (metric: string): number =>
      figures.find((figure) => figure.metric === metric)?.value ?? 0;
    const sold = { net: of("sales"), orders: of("orders"), refunded: of("refunds") };
    return ok({ currency, foreign, ...sold });
  },
});

/** Customers as their list finds them by a name; nobody for whoever may not see it. */
export const calledIn =
  (people: Pick<ReturnType<typeof createPeople>, "list">): BrainPorts["people"]["called"] =>
  async (ctx, { shop, name, limit }) => {
    const everybody = { stage: null, predicate: null, id: null, cursor: null };
    const found = await people.list(ctx, { shop, search: name, limit, ...everybody });
    if (!found.ok) return [];
    return found.value.people.map((one) => ({ profile: profileId(one.id), name: one.name }));
  };
