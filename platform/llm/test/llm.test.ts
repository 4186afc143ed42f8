import {
  type Heard,
  hangs,
  pours,
  answersRaw as raw,
  resets,
  type Step,
  says,
  modelService as service,
  stalls,
  answersStatus as status,
} from "@zhongshu/testing";
import { expect, test } from "vitest";
import { z } from "zod";
import { createLlm, type LlmOptions, llmOf } from "../src/index.ts";

const Shape = z.object({ words: z.string() });
const PROMPT = { system: "写一句", user: "米粉" };
const NOON = Date.UTC(2026, 10, 25, 4);
const GOOD = JSON.stringify({ words: "好" });

async function asked(options: Partial<LlmOptions>, ...script: readonly Step[]) {
  await using s = await service(...script);
  const llm = createLlm({
    ...{ baseUrl: s.url, key: "sk-secret", model: "scripted", prices: null, now: () => NOON },
    ...{ backoffMs: 5, timeoutMs: 5_000, ...options },
  });
  return { answer: await llm.write(PROMPT, Shape), heard: [...s.heard] };
}
const kind = ({ answer }: Awaited<ReturnType<typeof asked>>): string =>
  answer.ok ? "answered" : answer.error.kind;
const Request = z.looseObject({
  response_format: z.looseObject({ type: z.string() }).exactOptional(),
});
const formats = ({ heard }: { readonly heard: readonly Heard[] }) =>
  heard.map(({ body }) => Request.parse(JSON.parse(body)).response_format?.type ?? "words");

test("LM1 without a key there is no model; half a setting says what is missing", () => {
  const whole = { LLM_API_KEY: "k", LLM_BASE_URL: "http://127.0.0.1:1/v1/", LLM_MODEL: "m" };
  expect(llmOf({}, () => NOON)).toBeNull();
  expect(llmOf({ ...whole, LLM_API_KEY: " " }, () => NOON)).toBeNull();
  expect(llmOf(whole, () => NOON)?.model).toBe("m");
  expect(() => llmOf({ ...whole, LLM_BASE_URL: undefined }, () => NOON)).toThrow("LLM_BASE_URL");
  expect(() => llmOf({ ...whole, LLM_BASE_URL: "file:///etc" }, () => NOON)).toThrow(
    "LLM_BASE_URL",
  );
  expect(() => llmOf({ ...whole, LLM_MODEL: "" }, () => NOON)).toThrow("LLM_MODEL");
  expect(() => llmOf({ ...whole, LLM_DAILY_YUAN: "5" }, () => NOON)).toThrow("PER_MILLION");
});

test("LM2 the answer comes in the shape asked for, with its usage; the key travels in the header only", async () => {
  const got = await asked({ prices: { input: 2, output: 8, dailyYuan: null } }, says(GOOD));
  expect(got.answer).toMatchObject({
    ok: true,
    value: { value: { words: "好" }, usage: { input: 100, output: 20 } },
  });
  expect(got.answer.ok && got.answer.value.yuan).toBeCloseTo((100 * 2 + 20 * 8) / 1e6, 12);
  expect(got.heard).toMatchObject([{ path: "/v1/chat/completions", key: "Bearer sk-secret" }]);
  expect(got.heard[0]?.body).not.toContain("sk-secret");
  expect(formats(got)).toEqual(["json_schema"]);
});

test("LM3 a service without response_format is asked in words, and is not tried the other way again", async () => {
  await using s = await service(status(400), says(GOOD), says(GOOD));
  const llm = createLlm({
    ...{ baseUrl: s.url, key: "k", model: "m", prices: null, now: () => NOON },
  });
  expect((await llm.write(PROMPT, Shape)).ok).toBe(true);
  expect((await llm.write(PROMPT, Shape)).ok).toBe(true);
  expect(formats(s)).toEqual(["json_schema", "words", "words"]);
  expect(s.heard[1]?.body).toContain("JSON Schema");
});

test.each([
  ["markdown fences", `\`\`\`json\n${GOOD}\n\`\`\``],
  ["small talk around it", `好的，这是文案：\n${GOOD}\n希望你喜欢！`],
])("LM3 %s are read through", async (_, content) => {
  expect(kind(await asked({}, says(content), says(content)))).toBe("answered");
});

test.each([
  ["half a JSON", '{"words":"好', "not-json"],
  ["no JSON at all", "对不起，我不能", "not-json"],
  ["a wrong shape", '{"text":1}', "wrong-shape"],
  ["an empty answer", "", "not-json"],
])("LM4 %s is asked for once more, in words, and then refused", async (_, content, said) => {
  const twice = await asked({}, says(content), says(content), says(GOOD));
  expect(kind(twice)).toBe(said);
  expect(formats(twice)).toEqual(["json_schema", "words"]);
  expect(kind(await asked({}, says(content), says(GOOD)))).toBe("answered");
});

test.each([
  ["429 with retry-after 0", status(429, { "retry-after": "0" }), "busy"],
  ["429 without it", status(429), "busy"],
  ["500", status(500), "server"],
  ["503", status(503), "server"],
  ["a connection reset", resets, "unreachable"],
])("LM5 %s is tried once more, and once only", async (_, step, said) => {
  expect(kind(await asked({}, step, says(GOOD)))).toBe("answered");
  const both = await asked({}, step, step, says(GOOD));
  expect(kind(both)).toBe(said);
  expect(both.heard).toHaveLength(2);
});

test("LM5 a service that wants a long pause is given up for now; a wrong key is not tried again", async () => {
  const late = await asked({}, status(429, { "retry-after": "3600" }), says(GOOD));
  expect([kind(late), late.heard.length]).toEqual(["busy", 1]);
  const wrong = await asked({}, status(401), says(GOOD));
  expect([kind(wrong), wrong.heard.length]).toEqual(["refused", 1]);
});

test("LM3 what is refused in words as well says nothing of the format: the next question asks for it again", async () => {
  await using s = await service(status(400), status(400), says(GOOD));
  const llm = createLlm({
    ...{ baseUrl: s.url, key: "k", model: "m", prices: null, now: () => NOON },
  });
  expect(await llm.write(PROMPT, Shape)).toMatchObject({ ok: false, error: { kind: "refused" } });
  expect((await llm.write(PROMPT, Shape)).ok).toBe(true);
  expect(formats(s)).toEqual(["json_schema", "words", "json_schema"]);
});

test.each([
  ["nothing comes", hangs],
  ["an answer never ends", stalls],
  ["the pause outlasts it", status(503, { "retry-after": "4" })],
])("LM6 when %s, the time given ends it", async (_, step) => {
  const got = await asked({ timeoutMs: 120 }, step, step, step);
  expect(kind(got)).toBe("timed-out");
});

test("LM6 the asker can break it off", async () => {
  await using s = await service(hangs);
  const llm = createLlm({
    ...{ baseUrl: s.url, key: "k", model: "m", prices: null, now: () => NOON },
  });
  const stop = new AbortController();
  const waiting = llm.write(PROMPT, Shape, stop.signal);
  stop.abort();
  expect(await waiting).toMatchObject({ ok: false, error: { kind: "stopped" } });
});

test("LM7 ten megabytes are not read to the end, another kind of content not at all", async () => {
  expect(kind(await asked({}, pours, says(GOOD)))).toBe("too-large");
  const page = raw("<html>欢迎</html>", "text/html");
  expect(kind(await asked({}, page, page))).toBe("not-json");
  expect(kind(await asked({}, raw("not an envelope"), raw("{}")))).toBe("not-json");
});

test("LM7 a redirect is not followed: the key stays with the service it was given for", async () => {
  await using elsewhere = await service(says(GOOD), says(GOOD));
  const away = status(307, { location: `${elsewhere.url}/chat/completions` });
  expect(kind(await asked({}, away, away))).toBe("unreachable");
  expect(elsewhere.heard).toEqual([]);
});

test("LM8 what a day may cost is kept; the next business day begins anew", async () => {
  await using s = await service(says(GOOD), says(GOOD, null), says(GOOD), says(GOOD));
  const day = { now: NOON };
  const llm = createLlm({
    ...{ baseUrl: s.url, key: "k", model: "m", now: () => day.now },
    prices: { input: 100, output: 100, dailyYuan: 0.02 },
  });
  const yuan = async () => {
    const answer = await llm.write(PROMPT, Shape);
    return answer.ok ? (answer.value.yuan ?? 0) : answer.error.kind;
  };
  expect(await yuan()).toBeCloseTo(0.012, 9);
  const untold = await yuan();
  expect(untold, "counted by length").toBeGreaterThan(0);
  expect(await yuan()).toBeCloseTo(0.012, 9);
  expect(await yuan()).toBe("spent");
  expect(s.heard).toHaveLength(3);
  day.now = NOON + 86_400_000;
  expect(await yuan()).toBeCloseTo(0.012, 9);
});

test("LM9 a failure quotes neither key nor prompt nor answer", async () => {
  const got = await asked({}, status(401));
  expect(JSON.stringify(got.answer)).not.toMatch(/sk-secret|米粉|scripted/);
});
