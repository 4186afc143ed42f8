import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";

/** Every arrow that may be drawn between rings. What is not here is forbidden. */
const ARROWS: Readonly<Record<string, readonly string[]>> = {
  base: ["base"],
  engines: ["base"],
  domains: ["base", "engines", "domains"],
  platform: ["base", "platform"],
  apps: ["base", "engines", "domains", "platform", "apps"],
};

const Manifest = z.object({
  name: z.string(),
  exports: z.record(z.string(), z.string()).default({}),
  dependencies: z.record(z.string(), z.string()).default({}),
});

const rooms = Object.keys(ARROWS).flatMap((ring) =>
  readdirSync(ring).map((dir) => ({
    ring,
    dir: join(ring, dir),
    ...Manifest.parse(JSON.parse(readFileSync(join(ring, dir, "package.json"), "utf8"))),
  })),
);
const byName = new Map(rooms.map((room) => [room.name, room]));
const arrows = rooms.flatMap((from) =>
  Object.keys(from.dependencies).flatMap((name) => {
    const to = byName.get(name);
    return to ? [{ from, to }] : [];
  }),
);

test("the survey saw the house", () => {
  expect(rooms.length).toBeGreaterThan(15);
  expect(arrows.length).toBeGreaterThan(30);
  for (const ring of Object.keys(ARROWS)) expect(rooms.some((r) => r.ring === ring)).toBe(true);
});

test.each(arrows.map((a) => [`${a.from.name} → ${a.to.name}`, a] as const))(
  "%s is an allowed arrow",
  (_, { from, to }) => {
    expect(ARROWS[from.ring]).toContain(to.ring);
  },
);

test("the kernel needs nothing", () => {
  expect(byName.get("@zhongshu/kernel")?.dependencies).toEqual({});
});

test("nobody but an app needs tenancy", () => {
  const needing = arrows.filter((a) => a.to.name === "@zhongshu/tenancy");
  expect(needing.length).toBeGreaterThan(0);
  for (const { from } of needing) expect(from.ring).toBe("apps");
});

test("no package needs itself, however indirectly", () => {
  const reached = (name: string, seen: ReadonlySet<string>): readonly string[] =>
    Object.keys(byName.get(name)?.dependencies ?? {})
      .filter((next) => byName.has(next))
      .flatMap((next) => (seen.has(next) ? [next] : reached(next, new Set([...seen, next]))));
  for (const room of rooms)
    expect(reached(room.name, new Set([room.name]))).not.toContain(room.name);
});

test.each(rooms.map((r) => [r.name, r] as const))(
  "%s opens only its doors, at source",
  (_, room) => {
    const doors = Object.entries(room.exports);
    for (const [door, file] of doors) {
      expect(file).toMatch(/^\.\/src\/.*\.ts$/);
      expect(existsSync(join(room.dir, file))).toBe(true);
      if (room.ring === "domains") expect([".", "./contract"]).toContain(door);
    }
    if (room.ring !== "apps") expect(doors.length).toBeGreaterThan(0);
  },
);

test.each(rooms.filter((r) => r.ring === "domains").map((r) => [r.name, r] as const))(
  "%s states its rules, and its tests cite them",
  (_, room) => {
    const rules = new Set(
      [...readFileSync(join(room.dir, "SPEC.md"), "utf8").matchAll(/\b([A-Z]{2}\d+)\b/g)].map(
        (m) => m[1],
      ),
    );
    expect(rules.size).toBeGreaterThan(4);
    expect(readFileSync(join(room.dir, "README.md"), "utf8").split("\n").length).toBeLessThan(80);
    const cited = new Set(
      testFiles(room.dir).flatMap((file) =>
        [...readFileSync(file, "utf8").matchAll(/\b([A-Z]{2}\d+)\b/g)].map((m) => m[1]),
      ),
    );
    const silent = [...rules].filter((rule) => !cited.has(rule));
    expect(silent, "rules that no test cites").toEqual([]);
  },
);

test.each(
  rooms.flatMap(({ name, dir }) =>
    existsSync(join(dir, "SPEC.md")) ? [[name, join(dir, "SPEC.md")] as const] : [],
  ),
)("%s gives no number to two rules", (_, spec) => {
  const numbers = [...readFileSync(spec, "utf8").matchAll(/^- \*\*([A-Z]{2}\d+)\*\*/gm)].map(
    (m) => m[1],
  );
  expect(numbers.length).toBeGreaterThan(0);
  expect(numbers.filter((number, i) => numbers.indexOf(number) !== i)).toEqual([]);
});

function testFiles(dir: string): readonly string[] {
  return readdirSync(dir, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".test.ts") && !file.includes("node_modules"))
    .map((file) => join(dir, file));
}
