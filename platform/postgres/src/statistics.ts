import { withClient } from "./client.ts";

/**
 * Tells the planner what the tables hold now. After much was filled in at once it would guess for up to a minute,
 * until the database looks by itself; a reading of millions of rows then takes the road for a hundred.
 */
export const refreshStatistics = (ownerUrl: string): Promise<void> =>
  withClient(ownerUrl, async (client) => {
    await client.query("analyze");
  });
