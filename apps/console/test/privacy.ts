const at = (day: number, hour: number) => Date.UTC(2026, 10, day, hour - 8);
const uuid = (n: number) => `018f3c1e-0000-7000-8000-${String(n).padStart(12, "0")}`;
const PERSON = `people/${uuid(501)}`;

const REMOVED = {
  people: { profile: 1, trait: 5, attention: 62, standing: 1 },
  ledger: { anonymised: 4, events: 118, refused: 2 },
  orders: { orders: 3, refunds: 1 },
  reach: { membership_fact: 1, agreement: 1, message: 6, anonymised: 7 },
  tenancy: { audit: 2 },
};
const record = (n: number, over: object) => ({
  ...{ id: uuid(700 + n), askedAt: at(23, 9 + n), askedBy: "member", member: "小满" },
  ...{ doneAt: at(23, 9 + n) + 2_000, removed: REMOVED, ...over },
});
export const WAITING = record(3, { askedBy: "member", doneAt: null, removed: null });

const STANDS = {
  ...{ id: uuid(801), by: null, words: null },
  ...{ withdrawnAt: null, withdrawnProof: null, withdrawnBy: null },
  ...{ withdrawnId: null, withdrawnWords: null },
};
const BACK = {
  ...{ id: uuid(802), words: 1, withdrawnId: uuid(803), withdrawnWords: 1 },
  by: "customer",
  withdrawnAt: at(6, 9),
  withdrawnProof: "收件箱里点的",
  withdrawnBy: "customer",
};

const REFUSED = [
  { purpose: "marketing", channel: "sms", at: at(9, 15), proof: "客户来电", ...STANDS },
  { purpose: "notices", channel: "app", at: at(5, 8), proof: "收件箱里点的", ...BACK },
];

/** What the console is told of a customer's rights. */
export const PRIVACY = {
  [`${PERSON}/rights`]: {
    personalised: false,
    choices: [
      {
        ...{ id: uuid(804), at: at(20, 21), personalised: false, saidBy: "customer", member: null },
        ...{ how: "收件箱里点的", words: 1 },
      },
      {
        ...{ id: uuid(805), at: at(12, 10), personalised: true, saidBy: "member", member: "小满" },
        ...{ how: "客户在微信里说的", words: null },
      },
    ],
    erasure: null,
  },
  [`${PERSON}/agreements`]: [
    { channel: "all", at: at(2, 10), proof: "入会时勾选", ...STANDS, by: "小满" },
  ],
  [`${PERSON}/opt-outs`]: REFUSED,
  [`${PERSON}/erasure`]: WAITING,
  [`${PERSON}/held`]: {
    ...{ id: uuid(751), at: at(23, 9), communities: ["宝妈群"] },
    tags: [
      { name: { zh: "价格敏感", en: "Price" }, value: { zh: "看不出来", en: "?" }, since: null },
    ],
    rooms: { people: { trait: [{ key: "name", value: "=1" }] } },
  },
  copies: {
    copies: [
      {
        ...{ id: uuid(752), at: at(22, 9), askedBy: "customer", member: null, profile: uuid(501) },
        held: { orders: { order: 3, line: 5 }, reach: { message: 4 } },
      },
      {
        ...{ id: uuid(751), at: at(21, 9), askedBy: "member", member: "小满", profile: null },
        held: { people: { profile: 1, trait: 2 } },
      },
    ],
  },
  erasures: {
    erasures: [
      WAITING,
      record(2, {}),
      record(1, { askedBy: "customer", member: null }),
      record(0, { askedBy: "restore", member: null, removed: { people: { profile: 1 } } }),
    ],
  },
};

/** A refusal of all marketing that was written down, or taken back, answers as the server does. */
export function refusing(): (method: string, page: string) => readonly object[] | null {
  let refused = false;
  return (method, page) => {
    if (!page.startsWith(`${PERSON}/opt-outs`)) return null;
    if (method === "POST") refused = !page.endsWith("/withdrawn");
    const own = {
      ...{ purpose: "marketing", channel: "all", at: at(23, 9), proof: "微信里说的" },
      ...{ ...STANDS, id: uuid(806), by: "小满" },
    };
    return [...(refused ? [own] : []), ...REFUSED];
  };
}
