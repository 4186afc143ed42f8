import fc from "fast-check";
import { expect, test } from "vitest";
import { Role } from "../contract.ts";
import { assigned, removable } from "./decision.ts";

test("TE10 whatever is removed in whatever order, an administrator stays", () => {
  const roles = fc.array(fc.constantFrom(...Role.options), { minLength: 1 });
  fc.assert(
    fc.property(roles, fc.array(fc.nat(20)), (roles, order) => {
      let members = ["admin" as const, ...roles].map((role, i) => ({ id: `${i}`, role }));
      for (const i of order) {
        const gone = removable(members, `${i}`);
        if (gone.ok) members = members.filter((m) => m.id !== gone.value.id);
      }
      expect(members.some((m) => m.role === "admin")).toBe(true);
    }),
  );
});

test("TE10 one of two administrators may go, and everybody else", () => {
  const two = [
    { id: "a", role: "admin" },
    { id: "b", role: "admin" },
    { id: "c", role: "owner" },
  ] as const;
  expect(removable(two, "a")).toMatchObject({ ok: true });
  expect(removable(two.slice(1), "b")).toMatchObject({
    ok: false,
    error: { code: "member.last-admin" },
  });
  expect(removable(two.slice(1), "c")).toMatchObject({ ok: true });
  expect(removable(two, "z")).toMatchObject({ ok: false, error: { code: "member.not-found" } });
});

test("TE4 an owner is given existing shops, once each; an operator none by name", () => {
  expect(assigned("owner", ["x", "x", "y"], ["x", "y", "z"])).toEqual({
    ok: true,
    value: ["x", "y"],
  });
  expect(assigned("owner", [], ["x"])).toMatchObject({ error: { code: "member.needs-shops" } });
  expect(assigned("owner", ["x", "w"], ["x"])).toMatchObject({ error: { code: "shop.not-found" } });
  expect(assigned("operator", ["x"], ["x"])).toEqual({ ok: true, value: [] });
});
