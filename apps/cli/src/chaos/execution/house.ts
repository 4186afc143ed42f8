import { background, open } from "@zhongshu/server";
import { z } from "zod";
import { placeOf } from "../../admin/place.ts";
import { gather, PRODUCT } from "../../bench/reach/crowd.ts";
import { HERE, must } from "../../system.ts";

/**
 * The product as another process that can be killed: rooms and background as they run, and a door for taps. What is
 * answered has been committed.
 */
const [data = "", people = "0", most = "1", days = "1"] = process.argv.slice(2);

const Asked = z.discriminatedUnion("ask", [
  z.object({ ask: z.literal("tap"), key: z.string(), from: z.int(), to: z.int() }),
  z.object({ ask: z.literal("left") }),
  z.object({ ask: z.literal("stop") }),
]);

const say = (line: string): boolean => process.stderr.write(`${line}\n`);
const opened = await open({
  ...{ data, fresh: false, databaseUrl: undefined, smsUrl: undefined, demo: true, say },
  baseUrl: HERE,
  onLost: () => process.exit(1),
});
const { system } = opened;

async function settled() {
  const place = must(await placeOf(system, { org: "混乱", shop: "混乱", create: true }));
  const crowd = await gather(system, place, { people: Number(people), agreed: 1 });
  const chosen = { quiet: null, frequency: { most: Number(most), days: Number(days) } };
  const policy = { shop: place.shop, chosen };
  must(await system.asTenant(place.seal, (ctx) => system.reach.setPolicy(ctx, policy)));
  return { ...place, crowd };
}

const { seal, shop, crowd } = await settled();
const stopping = new AbortController();
const working = background(system, stopping.signal);
const at = () => ({ ...seal, now: Date.now() });

async function tap({ key, from, to }: { key: string; from: number; to: number }) {
  const hour = 3_600_000;
  const plan = {
    ...{ shop, key, card: null, play: "chaos", title: key, way: "inbox" as const, ...PRODUCT },
    ...{ style: "warm", template: `{{title:${PRODUCT.product}}}`, holdOut: 0.2 },
    ...{ to: { persons: crowd.slice(from, to) }, windowMs: hour, returnMs: hour },
  };
  const made = await system.asTenant(at(), (ctx) => system.reach.execute(ctx, plan));
  if (!made.ok && made.error.code !== "reach.nobody-now") throw new Error(made.error.message.en);
  return made.ok ? made.value.id : null;
}

const tapped = async (asked: Parameters<typeof tap>[0]) => {
  const answer = { key: asked.key, execution: null, failed: false };
  return tap(asked).then(
    (execution) => ({ ...answer, execution }),
    () => ({ ...answer, failed: true }),
  );
};

const left = () =>
  system.asTenant(at(), ({ sql }) =>
    sql.one<{ n: number }>(
      "select count(*)::int as n from reach.execution where state = 'running'",
    ),
  );

async function answer(message: unknown): Promise<void> {
  const asked = Asked.parse(message);
  if (asked.ask === "tap") process.send?.(await tapped(asked));
  if (asked.ask === "left") process.send?.({ left: (await left()).n });
  if (asked.ask !== "stop") return;
  stopping.abort();
  await working;
  await opened.close();
  process.disconnect();
}

process.on("message", (message) => {
  answer(message).catch((error: unknown) => say(String(error)));
});
// Nobody is left to be answered.
process.on("disconnect", () => process.exit());
process.send?.({ ready: true });
