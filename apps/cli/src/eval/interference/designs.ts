import { openWorld, react, spillsTo, type World } from "@zhongshu/market";
import { seeded } from "@zhongshu/numerics";

type File = World["file"];
/** Who is written to: everybody, nobody, half of the people of every group, or every second group as a whole. */
type Design = "all" | "none" | "person" | "community";

const DAY = 30;
const WINDOW = 7;

/** A side for each group, drawn again where all of several fell on one: nothing could be compared. */
function groupSides(count: number, random: () => number): readonly boolean[] {
  const sides = Array.from({ length: count }, () => random() < 0.5);
  return count > 1 && new Set(sides).size === 1 ? groupSides(count, random) : sides;
}

function treatedUnder(world: World, design: Design, seed: number): readonly boolean[] {
  const random = seeded(seed);
  const group = groupSides(world.communities.length, random);
  return world.customers.map(({ community }) => {
    if (design === "all") return true;
    if (design === "none") return false;
    return design === "person" ? random() < 0.5 : group[community] === true;
  });
}

/**
 * Who bought one good in a world where these people were written to. The world draws from streams of its own,
 * so every design meets the same people in the same mood.
 */
function bought(file: File, seed: number, treated: (world: World) => readonly boolean[]) {
  const world = openWorld(file, seed);
  const arms = treated(world);
  const good = seed % world.goods.length;
  const reactions = world.customers.map(({ index }) =>
    arms[index]
      ? react(world, { customer: index, good, day: DAY, window: WINDOW, number: 0 })
      : null,
  );
  const opened = world.communities.map(
    ({ members }) => members.filter((m) => reactions[m]?.opened).length / members.length,
  );
  const buys = world.customers.map(
    ({ index, community }) =>
      reactions[index]?.bought === true ||
      spillsTo(world, { customer: index, good, day: DAY }, opened[community] ?? 0),
  );
  return { arms, buys };
}

/** NaN of nobody: such a design tells nothing. */
const rate = (buys: readonly boolean[], of: (i: number) => boolean): number => {
  const chosen = buys.filter((_, i) => of(i));
  return chosen.filter(Boolean).length / chosen.length;
};

/**
 * Buyers a head that writing to everybody adds, and what each design would have told, in one seed: NaN where there is
 * but one group.
 */
export function compared(file: File, seed: number) {
  const under = (design: Design) =>
    bought(file, seed, (world) => treatedUnder(world, design, seed + 1));
  const [all, none] = [under("all"), under("none")];
  const told = (design: "person" | "community"): number => {
    const { arms, buys } = under(design);
    return rate(buys, (i) => arms[i] === true) - rate(buys, (i) => arms[i] === false);
  };
  return {
    truth: rate(all.buys, () => true) - rate(none.buys, () => true),
    person: told("person"),
    community: told("community"),
  };
}
