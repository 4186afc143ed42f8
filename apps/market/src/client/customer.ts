import { Inbox, LinkTarget } from "@zhongshu/reach/contract";
import { z } from "zod";
import { doorTo } from "./door.ts";

const Anything = z.looseObject({});
const tokenIn = (entry: string): string => entry.split("/").at(-1) ?? "";

/** A customer on the phone: comes in by a link that works once, reads, opens, clicks, refuses. */
export async function customerOf(url: string, entry: string) {
  const door = doorTo(url);
  await door.send(Anything, "/api/inbox/enter", { token: tokenIn(entry) });
  return {
    inbox: () => door.ask(Inbox, "/api/inbox"),
    opened: (message: string) => door.send(Anything, `/api/inbox/${message}/opened`, {}),
    optOut: () => door.send(Anything, "/api/inbox/opt-out", { on: true }),
    /** Looks at the page behind a link, and stays long enough for the page to say so. */
    async click(link: string): Promise<z.infer<typeof LinkTarget>> {
      const code = tokenIn(link);
      const target = await door.ask(LinkTarget, `/api/l/${code}`);
      await door.send(Anything, `/api/l/${code}/seen`, {});
      return target;
    },
  };
}
export type CustomerVisit = Awaited<ReturnType<typeof customerOf>>;
