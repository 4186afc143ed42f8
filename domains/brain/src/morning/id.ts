import { createHash } from "node:crypto";

type Named = {
  readonly tenant: string;
  readonly shop: string;
  readonly day: string;
  readonly topic: string;
};

/** The same card has the same id however often it is computed: a UUID of version 8 over its names. */
export function cardId({ tenant, shop, day, topic }: Named): string {
  const hex = createHash("sha256")
    .update(JSON.stringify([tenant, shop, day, topic]))
    .digest("hex");
  const variant = (8 + (Number.parseInt(hex[16] ?? "0", 16) % 4)).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
