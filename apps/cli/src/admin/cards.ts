import { parseArgs } from "node:util";
import type { Brain } from "@zhongshu/brain";
import type { Today } from "@zhongshu/brain/contract";
import { type Card, pasteable, plainCard } from "@zhongshu/cards";
import {
  type AsTenant,
  type BusinessDay,
  businessDay,
  type Refusal,
  type Result,
  type Seal,
  type ShopId,
} from "@zhongshu/kernel";

type Place = { readonly seal: Seal; readonly shop: ShopId };

/** What the command needs of the composed system. */
export type CardsSystem = {
  readonly brain: Pick<Brain, "today">;
  readonly asTenant: AsTenant;
  place(named: {
    org: string | null;
    shop: string | null;
    create: false;
  }): Promise<Result<Place, Refusal>>;
  /** stdout and stderr. */
  out(text: string): void;
  tell(text: string): void;
};

export const CARDS_USAGE = "cards --org NAME [--shop NAME] [--as-of 2011-09-30] [--json]";

const OPTIONS = {
  org: { type: "string" },
  shop: { type: "string" },
  "as-of": { type: "string" },
  json: { type: "boolean", default: false },
} as const;

/** A piece of evidence as psql takes it: the tenant set first, else row-level security shows nothing. */
const checked = (card: Card, tenant: string): readonly string[] =>
  card.evidence.map(
    ({ title, check }) =>
      `-- ${title.zh}\nselect set_config('app.tenant', '${tenant}', false);\n${pasteable(check)}\n`,
  );

function printed({ day, cards, missing }: Today, tenant: string): string {
  const shown = cards.map((card, i) =>
    [`${i + 1}. ${plainCard(card, "zh")}`, ...checked(card, tenant)].join("\n"),
  );
  const absent = missing.map(({ what, next }) => `· ${what.zh}${next.zh}\n  ${what.en} ${next.en}`);
  return [
    `${day}：${cards.length} 张卡片 · ${cards.length} cards`,
    ...shown,
    ...(absent.length > 0 ? ["还看不到的 · not to be seen yet：", ...absent] : []),
    "",
  ].join("\n\n");
}

function refused({ message, next }: Refusal, tell: (text: string) => void): 1 {
  tell(`${message.zh}${next.zh}\n${message.en} ${next.en}\n`);
  return 1;
}

/** `zhongshu cards`: one day's cards of a shop as plain text; the exit code. */
export async function cardsCommand(argv: readonly string[], system: CardsSystem): Promise<number> {
  const { values } = parseArgs({ args: [...argv], options: OPTIONS });
  const { org = null, shop = null } = values;
  const place = await system.place({ org, shop, create: false });
  if (!place.ok) return refused(place.error, system.tell);
  const { seal, shop: id } = place.value;
  const day: BusinessDay = values["as-of"] ?? businessDay(seal.now);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day))
    throw new Error(`--as-of 要写成 2011-09-30。 Not a day: ${day}`);
  const found = await system.asTenant(seal, (ctx) => system.brain.today(ctx, id, day));
  if (!found.ok) return refused(found.error, system.tell);
  system.out(printed(found.value, seal.tenant));
  if (values.json) system.out(`${JSON.stringify(found.value)}\n`);
  return 0;
}
