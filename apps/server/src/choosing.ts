import type { BrainPorts } from "@zhongshu/brain";
import type { createOrders } from "@zhongshu/orders";
import type { createPeople } from "@zhongshu/people";

type Orders = ReturnType<typeof createOrders>;
type People = Pick<ReturnType<typeof createPeople>, "plain">;

/** Orders as cards may choose people by them: without those who do not want to be chosen by their record. */
export const choosable = (orders: Orders, people: People): BrainPorts["orders"] => ({
  ...orders,
  async *purchases(ctx, ask) {
    const plain = await people.plain(ctx, ask.shop);
    for await (const page of orders.purchases(ctx, ask))
      yield plain.size === 0 ? page : page.filter(({ profile }) => !plain.has(profile));
  },
});
