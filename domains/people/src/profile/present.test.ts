import { expect, test } from "vitest";
import { nameOf, shown } from "./present.ts";

test("PE12 a mobile number is masked wherever it stands in the traits", () => {
  expect(
    shown({
      phone: "13812345678",
      tel: 13_812_345_678,
      note: "call +86 138 1234 5678 or 138-1234-5678",
      contacts: [{ of: "mother 13900001111" }],
      order: "2011093013812345678",
      age: 41,
    }),
  ).toEqual({
    phone: "138****5678",
    tel: "138****5678",
    note: "call +86 138****5678 or 138****5678",
    contacts: [{ of: "mother 139****1111" }],
    order: "2011093013812345678",
    age: 41,
  });
});

test("PE12 a person is called by the first name among the traits", () => {
  expect(nameOf({ nickname: "小雅 13812345678" })).toBe("小雅 138****5678");
  expect(nameOf({ name: " ", nickname: "小雅" })).toBe("小雅");
  expect(nameOf({ wechat_name: "小李妈", phone: "138****5678" })).toBe("小李妈");
  expect(nameOf({ city: "杭州" })).toBeNull();
});
