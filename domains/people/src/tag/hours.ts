import { type Decision, UNKNOWN } from "./facts.ts";

const BANDS = [
  { key: "dawn", from: 5, to: 9, name: { zh: "清早 5–9 点", en: "Early, 5–9" } },
  { key: "morning", from: 9, to: 12, name: { zh: "上午 9–12 点", en: "Morning, 9–12" } },
  { key: "noon", from: 12, to: 14, name: { zh: "中午 12–14 点", en: "Noon, 12–14" } },
  { key: "afternoon", from: 14, to: 18, name: { zh: "下午 14–18 点", en: "Afternoon, 14–18" } },
  { key: "evening", from: 18, to: 22, name: { zh: "晚上 18–22 点", en: "Evening, 18–22" } },
  { key: "night", from: 22, to: 29, name: { zh: "深夜 22–5 点", en: "Night, 22–5" } },
] as const;

const ENOUGH = 10;
/** Of everything that a customer did, so much lies in their own time of the day. */
const OWN_SHARE = 0.4;

const inBand = (hours: readonly number[], { from, to }: (typeof BANDS)[number]): number =>
  Array.from({ length: to - from }, (_, i) => hours[(from + i) % 24] ?? 0).reduce(
    (sum, n) => sum + n,
    0,
  );

/** When a customer is about, by their own acts; what was done to them says nothing about it. */
export const hours: Decision = {
  key: "hours",
  version: 1,
  name: { zh: "活跃时段", en: "Active hours" },
  meaning: {
    zh: "客户自己的浏览、下单等动作按北京时间分段，至少 10 次、其中四成以上落在同一段才算有固定时段，否则是“不固定”。",
    en: "Their own acts by the hour in Beijing: at least 10, of which two fifths or more fall into one part of the day; else no fixed time.",
  },
  values: [
    UNKNOWN,
    ...BANDS.map(({ key, name }) => ({ key, name })),
    { key: "spread", name: { zh: "不固定", en: "No fixed time" } },
  ],
  opens: "acts",
  decide: ({ hours: counts }) => {
    const acts = counts.reduce((sum, n) => sum + n, 0);
    const [most, inMost] = BANDS.map((band) => [band.key, inBand(counts, band)] as const).reduce(
      (a, b) => (b[1] > a[1] ? b : a),
    );
    const evidence = { acts, inMost };
    if (acts < ENOUGH) return { value: "unknown", evidence };
    return { value: inMost >= OWN_SHARE * acts ? most : "spread", evidence };
  },
};
