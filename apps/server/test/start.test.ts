import { once } from "node:events";
import { rename, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { postmasterOf, scratchFolder } from "@zhongshu/postgres";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type App, startApp } from "./app.ts";

// Each starts the whole product, which a busy machine takes its time for.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

let data: string;
let apps: App[] = [];
const texts: string[] = [];
const gateway = createServer(async (request, response) => {
  for await (const chunk of request) texts.push(String(chunk));
  response.end();
});
const portOf = (): number => {
  const address = gateway.address();
  return address !== null && typeof address === "object" ? address.port : 0;
};
const start = (...args: readonly string[]): App => {
  const env = { SMS_WEBHOOK_URL: `http://127.0.0.1:${portOf()}/sms` };
  const app = startApp(["--no-demo", "--data", data, ...args], env);
  apps.push(app);
  return app;
};

beforeEach(async () => {
  data = await scratchFolder("start-test");
  gateway.listen(0, "127.0.0.1");
  await once(gateway, "listening");
});
afterEach(async () => {
  for (const app of apps) await app.stop();
  apps = [];
  gateway.close();
  await rm(data, { recursive: true, force: true });
});

test("HT17 a used port ends the start with what to do, and leaves no Postgres behind", async () => {
  const app = start("--port", String(portOf()));
  expect(await app.ended()).toBe(1);
  expect(app.said()).toContain(`Port ${portOf()} is in use`);
  expect(await postmasterOf(data)).toBeNull();
});

test("HT17 HT27 any free port is told by its number; without the demo a code is sent and shown nowhere", async () => {
  const app = start("--port", "0");
  const url = await app.ready();
  expect(Number(new URL(url).port)).toBeGreaterThan(0);
  const answer = await fetch(`${url}/api/auth/code`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ phone: "13800138000" }),
  });
  const code = /\d{6}(?!\d)/.exec(texts.at(-1)?.replace(/\+\d+/, "") ?? "")?.[0] ?? "none was sent";
  expect(code).toMatch(/^\d{6}$/);
  expect(await answer.json()).toEqual({ sent: true, resendAfterS: 60 });
  await app.stop();
  expect(app.said()).not.toContain(code);
  expect(await postmasterOf(data)).toBeNull();
});

test("HT27 the demo is refused where the world outside can reach it, no demo where no code can be sent", async () => {
  const env = { SMS_WEBHOOK_URL: "", ZHONGSHU_URL: "https://shop.example.com" };
  const open = startApp(["--data", data, "--port", "0"], env);
  const mute = startApp(["--data", data, "--port", "0", "--no-demo"], env);
  apps.push(open, mute);
  expect(await open.ended()).toBe(1);
  expect(open.said()).toContain("--no-demo");
  expect(await mute.ended()).toBe(1);
  expect(mute.said()).toContain("SMS_WEBHOOK_URL");
});

test("PG3 a database that cannot be brought back ends the app with what to do", async () => {
  const app = start("--port", "0");
  await app.ready();
  const cluster = await postmasterOf(data);
  const control = join(data, "postgres", "data", "global", "pg_control");
  await rename(control, `${control}.gone`);
  process.kill(cluster?.postmaster ?? 0, "SIGKILL");
  expect(await app.ended()).toBe(1);
  expect(app.said()).toContain("The database stopped and could not be started again");
});
