import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { en } from "../src/words/en.ts";
import { zh } from "../src/words/zh.ts";

const src = new URL("../src/", import.meta.url);
const sources = readdirSync(src, { recursive: true, encoding: "utf8" }).filter((name) =>
  /(?<!\.test)\.tsx?$/.test(name),
);

const keys = (words: object, under = ""): readonly string[] =>
  Object.entries(words).flatMap(([key, value]) =>
    typeof value === "string" ? [`${under}${key}`] : keys(value, `${under}${key}.`),
  );
const holes = (words: object): readonly string[] =>
  Object.values(words).flatMap((value) =>
    typeof value === "string"
      ? [(value.match(/\{\{\w+\}\}/g) ?? []).toSorted().join()]
      : holes(value),
  );

test("both languages have exactly the same words, with the same gaps to fill", () => {
  expect(keys(zh).length).toBeGreaterThan(80);
  expect(keys(en)).toEqual(keys(zh));
  expect(holes(en)).toEqual(holes(zh));
});

test("no component speaks Chinese by itself, and no key is asked for that nobody wrote", () => {
  expect(sources.length).toBeGreaterThan(20);
  const known = new Set(keys(zh).flatMap((key) => [key, key.replace(/_(one|other)$/, "")]));
  for (const name of sources.filter((each) => !/^words\/zh(-customer|-privacy)?\.ts$/.test(each))) {
    const text = readFileSync(new URL(name, src), "utf8");
    expect(text.match(/\p{Script=Han}+/u)?.[0], name).toBeUndefined();
    for (const [, key = ""] of text.matchAll(/\bt\("([\w.-]+)"/g))
      expect(known, `${name}: ${key}`).toContain(key);
  }
});

test("every word is used somewhere", () => {
  const all = sources.map((name) => readFileSync(new URL(name, src), "utf8")).join("\n");
  // A key whose last part is chosen at run time is used where its stem is: t(`card.kind.${kind}`).
  const stems = (key: string) =>
    key.split(".").map((_, i, parts) => [...parts.slice(0, i), "$" + "{"].join("."));
  const used = (key: string) =>
    all.includes(`"${key.replace(/_(one|other)$/, "")}"`) ||
    stems(key).some((stem) => stem.length > 3 && all.includes(`\`${stem}`));
  expect(keys(zh).filter((key) => !used(key))).toEqual([]);
});
