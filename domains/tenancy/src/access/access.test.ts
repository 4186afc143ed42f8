import { shopId } from "@zhongshu/kernel";
import fc from "fast-check";
import { expect, test } from "vitest";
import { everyShop, Permission, Role } from "../contract.ts";
import { allows, PERMISSIONS } from "./access.ts";

const here = shopId("018f0000-0000-7000-8000-000000000001");
const there = shopId("018f0000-0000-7000-8000-000000000002");
const role = fc.constantFrom(...Role.options);
const standing = (role: Role) => ({ role, inside: here, open: new Set([here]) });
const permission = fc.constantFrom(...Permission.options);

test("TE2 a role may do in its shop exactly what the table says", () => {
  fc.assert(
    fc.property(role, permission, (role, permission) => {
      const listed = PERMISSIONS[role].includes(permission);
      expect(allows(standing(role), permission, here)).toBe(listed);
    }),
  );
});

test("TE3 nobody reaches from one shop into another, whatever the role", () => {
  fc.assert(
    fc.property(role, permission, (role, permission) => {
      expect(allows(standing(role), permission, there)).toBe(false);
    }),
  );
});

test("TE3 what may be read in another shop may be read from here, and nothing is done there", () => {
  fc.assert(
    fc.property(role, permission, (role, permission) => {
      const both = { role, inside: here, open: new Set([here, there]) };
      const compared = ["cards.read", "people.read", "goods.read", "orders.read"];
      const read = compared.includes(permission) && PERMISSIONS[role].includes(permission);
      expect(allows(both, permission, there)).toBe(read);
      const every = { ...both, open: null };
      expect(allows(every, permission, there)).toBe(read && everyShop(role));
    }),
  );
});

test("TE3 what concerns the organisation needs a role for the whole of it", () => {
  fc.assert(
    fc.property(role, permission, (role, permission) => {
      const allowed = allows(standing(role), permission);
      expect(allowed).toBe(everyShop(role) && PERMISSIONS[role].includes(permission));
    }),
  );
});

test("TE2 only an administrator manages keys and members, and a customer may do nothing", () => {
  const may = (what: Permission) => Role.options.filter((r) => PERMISSIONS[r].includes(what));
  expect(may("keys.manage")).toEqual(["admin"]);
  expect(may("members.manage")).toEqual(["admin"]);
  expect(PERMISSIONS.customer).toEqual([]);
});

test("TE2 an analyst changes nothing", () => {
  const changes = PERMISSIONS.analyst.filter((p) => !p.endsWith(".read") && p !== "shop.enter");
  expect(changes).toEqual([]);
});

test("TE2 a permission that is not in the list is refused, not ignored", () => {
  expect(allows(standing("admin"), "toString", here)).toBe(false);
  expect(allows(standing("admin"), "", here)).toBe(false);
});
