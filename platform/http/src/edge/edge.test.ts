import { expect, test } from "vitest";
import { network } from "../auth/limits.ts";
import { languageOf } from "./answer.ts";
import { isLoopbackAddress, isLoopbackHost, knownHost } from "./host.ts";
import { ownRequest } from "./origin.ts";

test("HT3 Chinese unless English is preferred", () => {
  for (const [header, language] of [
    [null, "zh"],
    ["", "zh"],
    ["fr-FR", "zh"],
    ["zh-CN,zh;q=0.9,en;q=0.8", "zh"],
    ["en-US,en;q=0.9", "en"],
    ["en;q=0.2, zh;q=0.8", "zh"],
    [`${"x,".repeat(9_999)}en`, "zh"],
  ] as const)
    expect(languageOf(header)).toBe(language);
});

test("HT7 a write with the cookie is carried out only for our own pages and for programs", () => {
  const own = (headers: Record<string, string>, method = "POST") =>
    ownRequest(method, "shop.example.com", new Headers(headers));
  expect(own({})).toBe(true);
  expect(own({ origin: "https://shop.example.com", "sec-fetch-site": "same-origin" })).toBe(true);
  expect(own({ origin: "https://shop.example.com" })).toBe(true);
  expect(own({ "sec-fetch-site": "cross-site" }, "GET")).toBe(true);
  for (const foreign of [
    { origin: "https://evil.example.com" },
    { origin: "null" },
    { origin: "https://shop.example.com.evil.com" },
    { origin: "https://shop.example.com:444" },
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site" },
    { origin: "https://shop.example.com", "sec-fetch-site": "cross-site" },
    { "content-type": "text/plain" },
    { "content-type": "application/x-www-form-urlencoded" },
  ])
    expect(own(foreign)).toBe(false);
});

test("HT8 our names, this machine and bare addresses are known; a name that only points here is not", () => {
  for (const host of ["localhost", "127.0.0.1", "[::1]", "192.168.1.5", "shop.example.com"])
    expect(knownHost(host, ["shop.example.com"])).toBe(true);
  for (const host of ["evil.com", "127.0.0.1.evil.com", "localhost.evil.com", ""])
    expect(knownHost(host, ["shop.example.com"])).toBe(false);
  expect(isLoopbackHost("127.0.0.1.nip.io")).toBe(false);
  expect(isLoopbackAddress("::ffff:127.0.0.1")).toBe(true);
  expect(isLoopbackAddress("10.127.0.1")).toBe(false);
});

test("HT25 one subscriber of IPv6 is one address", () => {
  expect(network("2001:db8:1:2:aaaa::1")).toBe(network("2001:db8:1:2:bbbb::9"));
  expect(network("::ffff:203.0.113.7")).toBe("203.0.113.7");
});
