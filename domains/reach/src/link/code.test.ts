import { createHmac } from "node:crypto";
import { tenantId } from "@zhongshu/kernel";
import fc from "fast-check";
import { expect, test } from "vitest";
import { codeOf, linkNamed, type Sign } from "./code.ts";

const signing =
  (secret: string): Sign =>
  (bytes) =>
    createHmac("sha256", secret).update(bytes).digest();
const ours = signing("the secret of this deployment");
const names = fc
  .record({ tenant: fc.uuid(), link: fc.uuid() })
  .map(({ tenant, link }) => ({ tenant: tenantId(tenant), link }));

test("RE40 a code names its link, in 64 characters that every messenger leaves as they are", () => {
  fc.assert(
    fc.property(names, (name) => {
      const code = codeOf(ours, name);
      expect(code).toMatch(/^[\w-]{64}$/);
      expect(linkNamed(ours, code)).toEqual(name);
    }),
  );
});

test("RE40 one changed bit, anywhere, makes it nobody's", () => {
  fc.assert(
    fc.property(names, fc.nat(48 * 8 - 1), (name, bit) => {
      const bytes = Buffer.from(codeOf(ours, name), "base64url");
      bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(linkNamed(ours, bytes.toString("base64url"))).toBeNull();
    }),
  );
});

test("RE40 what is cut, lengthened, written otherwise or signed by another deployment is nobody's", () => {
  fc.assert(
    fc.property(names, fc.string(), fc.nat(63), (name, tail, cut) => {
      const code = codeOf(ours, name);
      for (const other of [
        code.slice(0, cut),
        `${code}${tail || "="}`,
        ` ${code}`,
        `${code.slice(0, -1)}+`,
        `${code.slice(0, -1)}é`,
        codeOf(signing("the secret of another"), name),
        tail,
      ])
        expect(linkNamed(ours, other)).toBeNull();
    }),
  );
});

test("RE40 the bare signature of the ids, made for something else, opens nothing", () => {
  const name = Buffer.alloc(32, 7);
  const tag = Buffer.from(ours(name)).subarray(0, 16);
  expect(linkNamed(ours, Buffer.concat([name, tag]).toString("base64url"))).toBeNull();
});
