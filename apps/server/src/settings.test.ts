import { expect, test } from "vitest";
import { isEverywhere, isHere, settingsOf } from "./settings.ts";

test("HT8 HT25 the public address and the number of proxies come from the environment, and nonsense is refused", () => {
  expect(settingsOf({})).toMatchObject({ publicUrl: null, linkUrl: null, proxies: 0 });
  expect(settingsOf({ LINK_HOST: "https://l.example.com/" }).linkUrl).toBe("https://l.example.com");
  expect(() => settingsOf({ LINK_HOST: "l.example.com" })).toThrow(/LINK_HOST/);
  for (const more of ["/shop", "/?a=1", "/#top"])
    expect(() => settingsOf({ LINK_HOST: `https://l.example.com${more}` })).toThrow(/LINK_HOST/);
  expect(() => settingsOf({ LINK_HOST: "https://me:secret@l.example.com" })).toThrow(/LINK_HOST/);
  expect(
    settingsOf({ ZHONGSHU_URL: "https://shop.example.com/", ZHONGSHU_TRUSTED_PROXIES: "2" }),
  ).toMatchObject({ publicUrl: "https://shop.example.com", proxies: 2 });
  for (const ZHONGSHU_TRUSTED_PROXIES of ["-1", "1.5", "yes", "1e3", "999"])
    expect(() => settingsOf({ ZHONGSHU_TRUSTED_PROXIES })).toThrow(/ZHONGSHU_TRUSTED_PROXIES/);
  for (const ZHONGSHU_URL of ["shop.example.com", "ftp://shop.example.com", "https://"])
    expect(() => settingsOf({ ZHONGSHU_URL })).toThrow(/ZHONGSHU_URL/);
});

test("HT8 who listens on every address must be told which one people open", () => {
  for (const host of ["0.0.0.0", "::", "[::]"]) expect(isEverywhere(host)).toBe(true);
  for (const host of ["127.0.0.1", "192.168.1.5", "::1"]) expect(isEverywhere(host)).toBe(false);
});

test("HT27 the demo is offered only where nothing points to the world outside", () => {
  const here = { host: "127.0.0.1", publicUrl: null, linkUrl: null, proxies: 0 };
  expect(isHere(here)).toBe(true);
  expect(isHere({ ...here, host: "::1", publicUrl: "http://localhost:8080" })).toBe(true);
  expect(isHere({ ...here, host: "0.0.0.0" })).toBe(false);
  expect(isHere({ ...here, publicUrl: "https://shop.example.com" })).toBe(false);
  expect(isHere({ ...here, linkUrl: "https://l.example.com" })).toBe(false);
  expect(isHere({ ...here, proxies: 1 })).toBe(false);
});
