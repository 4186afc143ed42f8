import { z } from "zod";
import { doorTo } from "./door.ts";

/** One event in the form of Segment; names are the standard ones of the catalogue. */
export type Told = {
  readonly messageId: string;
  readonly userId: string;
  readonly event: string;
  readonly timestamp: string;
  readonly properties: Readonly<Record<string, unknown>>;
};

const Taken = z.looseObject({});
const PER_REQUEST = 400;

/** The shop's own system: tells the product what happened, with the server key of one shop. */
export function systemOf(url: string, serverKey: string) {
  const authorization = `Basic ${Buffer.from(`${serverKey}:`).toString("base64")}`;
  const door = doorTo(url, { authorization });
  return {
    /** Past events too, with their own time; told twice they count once. */
    async tell(events: readonly Told[]): Promise<void> {
      for (let from = 0; from < events.length; from += PER_REQUEST) {
        const batch = events
          .slice(from, from + PER_REQUEST)
          .map(({ event, ...told }) => ({ type: "track", event, ...told }));
        await door.send(Taken, "/v1/import", { batch });
      }
    },
  };
}
export type ShopSystem = ReturnType<typeof systemOf>;
