import { createHmac, randomBytes } from "node:crypto";
import { createLinks } from "../src/index.ts";
import { nobody } from "./customers.ts";
import { must, type World } from "./world.ts";

/** Somebody whom nobody knows follows this link, as it stands in the words that were handed out. */
export async function follow(world: World, address: string): Promise<void> {
  const links = createLinks({
    asTenant: (seal, work) => world.as(work, seal),
    sign: (bytes) => createHmac("sha256", "of this test").update(bytes).digest(),
    randomBytes,
    clock: () => world.at.now,
    url: "https://shop.example",
    personOf: async (_, { profile }) => profile,
    settled: async (_, { profile }) => profile,
    audit: async () => undefined,
    append: async (_, told) => {
      world.at.heard.told.push(...told);
    },
    shopName: async () => null,
    worksIn: async () => false,
    nameOf: async () => null,
    offer: async () => null,
  });
  const link = address.split("/").at(-1) ?? "";
  const code = links.urlOf({ tenant: world.tenant, link }).split("/").at(-1) ?? "";
  must(await world.as((ctx) => links.seen(ctx, { code, caller: nobody })));
}
