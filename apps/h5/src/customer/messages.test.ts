import fc from "fast-check";
import { expect, test } from "vitest";
import { joined, withoutLink } from "./messages.ts";

const message = fc.record({
  id: fc.constantFrom("a", "b", "c", "d"),
  text: fc.constant("x"),
  at: fc.nat(3),
  openedAt: fc.constantFrom(null, 5),
  link: fc.constant("/m/l/x"),
});

test("messages that come in any order and any number stand once each, newest first, and stay opened", () => {
  fc.assert(
    fc.property(fc.array(message, { maxLength: 12 }), (came) => {
      const fixed = came.map((each) => ({ ...each, at: each.id.charCodeAt(0) % 3 }));
      const empty = { shop: "s", name: null, optedOut: false, noticesOff: false, messages: [] };
      const { messages } = fixed.reduce(joined, empty);
      const ids = new Set(fixed.map(({ id }) => id));
      expect(new Set(messages.map(({ id }) => id))).toEqual(ids);
      expect(messages).toHaveLength(ids.size);
      for (const [i, each] of messages.entries()) {
        expect(each.at).toBeLessThanOrEqual(messages[i - 1]?.at ?? 9);
        const opened = fixed.some(({ id, openedAt }) => id === each.id && openedAt !== null);
        expect(each.openedAt !== null).toBe(opened);
      }
    }),
  );
});

test("the address of the message's own link is left out of its words, any other stays", () => {
  const link = "/m/l/abc_-9";
  expect(withoutLink(`上新了 https://l.example.com${link}`, link)).toBe("上新了");
  expect(withoutLink(`看 https://l.example.com${link}，今晚结束`, link)).toBe("看 ，今晚结束");
  expect(withoutLink("见 https://example.com/m/l/other", link)).toBe(
    "见 https://example.com/m/l/other",
  );
});
