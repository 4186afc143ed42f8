/** One id of a person, as one of a shop's systems knows it. */
export type Known = {
  readonly person: number;
  readonly userId: string;
  readonly daysAgo: number;
  readonly traits: Readonly<Record<string, string>>;
  readonly communities: readonly string[];
};

/**
 * What the made-up town is like. Of every 100 persons `twins` have more than one id; a further id shares a unionid
 * (`union`), a WeCom id, an openid, a whole number, or only a masked one with the name; the rest of what it tells is
 * drawn. Families share numbers, numbers are given to others after years, names are mistyped, juniors type "test".
 */
export const TOWN = {
  twins: 0.45,
  more: 0.3,
  way: { union: 0.3, wecom: 0.15, open: 0.15, phone: 0.28, mask: 0.12 },
  told: {
    name: 0.8,
    nickname: 0.5,
    city: 0.5,
    phone: 0.6,
    masked: 0.3,
    union: 0.25,
    community: 0.4,
  },
  family: 0.04,
  familySilent: 0.03,
  renewed: 0.015,
  soundTypo: 0.03,
  otherTypo: 0.01,
  moved: 0.02,
  junk: 0.01,
} as const;

const SURNAMES =
  "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓韩冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严";
const GIVEN =
  "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂英华玉萍红玲建国文辉鹏飞斌波凤兰云龙秀珍梅琴雪倩慧莉佳欣怡雨婷宇轩浩然子涵梓晨思琪俊熙一诺博若曦晓东志远海燕春生德福永康美凤小玲";
const CITIES = [
  "杭州",
  "宁波",
  "上海",
  "苏州",
  "南京",
  "成都",
  "重庆",
  "武汉",
  "广州",
  "深圳",
  "长沙",
  "西安",
];
const NICKS = [
  "阳光",
  "小确幸",
  "向日葵",
  "平安是福",
  "静待花开",
  "开心每一天",
  "小鱼",
  "豆豆妈",
  "大白",
  "岁月静好",
];
const PREFIXES = [
  "130",
  "131",
  "135",
  "136",
  "137",
  "138",
  "139",
  "150",
  "151",
  "158",
  "159",
  "176",
  "177",
  "180",
  "186",
  "187",
  "188",
  "189",
  "198",
  "199",
];
/** Written for one another, being of one sound. */
const SLIPS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    伟: "玮",
    芳: "方",
    静: "婧",
    丽: "莉",
    洋: "阳",
    艳: "燕",
    杰: "洁",
    明: "鸣",
    玲: "灵",
    佳: "嘉",
    欣: "新",
    婷: "廷",
    宇: "雨",
    志: "智",
    晓: "小",
  }),
);

type Person = {
  readonly name: string;
  readonly phone: string;
  readonly unionid: string;
  readonly wecom: string;
  readonly openid: string;
  readonly nickname: string;
  readonly city: string;
  readonly communities: readonly string[];
};
type Chance = () => number;
const pick = <T>(chance: Chance, list: ArrayLike<T>): T => {
  const found = list[Math.floor(chance() * list.length)];
  if (found === undefined) throw new Error("Nothing to pick from");
  return found;
};
const digits = (chance: Chance, n: number): string =>
  Array.from({ length: n }, () => Math.floor(chance() * 10)).join("");
const letters = (chance: Chance, n: number): string =>
  Array.from({ length: n }, () => Math.floor(chance() * 36).toString(36)).join("");
const mobile = (chance: Chance): string => pick(chance, PREFIXES) + digits(chance, 8);

function born(chance: Chance): Person {
  const given = pick(chance, GIVEN) + (chance() < 0.75 ? pick(chance, GIVEN) : "");
  return {
    name: pick(chance, SURNAMES) + given,
    phone: mobile(chance),
    unionid: `o6_${letters(chance, 25)}`,
    wecom: `wm${letters(chance, 30)}`,
    openid: `oX${letters(chance, 26)}`,
    nickname: chance() < 0.5 ? pick(chance, NICKS) : `${pick(chance, NICKS)}${letters(chance, 3)}`,
    city: pick(chance, CITIES),
    communities: chance() < 0.6 ? [`group-${Math.floor(chance() * 60)}`] : [],
  };
}

/** Families that share a number, and numbers that somebody else has had before. */
function town(chance: Chance, n: number): readonly Person[] {
  const people: Person[] = [];
  for (let i = 0; i < n; i++) {
    const one = born(chance);
    const before = people.at(-1);
    const family = before !== undefined && chance() < TOWN.family;
    people.push(family ? { ...one, phone: before.phone, city: before.city } : one);
  }
  return people;
}

function mistyped(chance: Chance, name: string): string {
  if (chance() < TOWN.soundTypo)
    return [...name].map((letter, i) => (i > 0 ? (SLIPS.get(letter) ?? letter) : letter)).join("");
  return chance() < TOWN.otherTypo ? name.slice(0, -1) + pick(chance, GIVEN) : name;
}

type Way = keyof typeof TOWN.way;
function wayOf(chance: Chance): Way {
  let left = chance();
  for (const way of ["union", "wecom", "open", "phone"] as const) {
    left -= TOWN.way[way];
    if (left < 0) return way;
  }
  return "mask";
}

const masked = (phone: string): string => `${phone.slice(0, 3)}****${phone.slice(7)}`;

/** What one system was told; `way` is what this id surely shares with the person's first. */
function record(chance: Chance, one: Person, way: Way | "first"): Record<string, string> {
  const { told } = TOWN;
  const has = (share: number): boolean => chance() < share;
  const traits: Record<string, string> = {};
  const family = has(TOWN.familySilent);
  if (has(told.name) || way === "mask" || (way === "first" && !family))
    traits["name"] = mistyped(chance, one.name);
  if (way === "mask") traits["name"] = one.name;
  if (has(told.nickname)) traits["wechat_name"] = one.nickname;
  if (has(told.city)) traits["city"] = one.city;
  const phone = way === "first" || way === "phone" || has(told.phone) ? one.phone : null;
  if (phone !== null)
    traits["phone"] =
      has(TOWN.moved) && way !== "phone" && way !== "first" ? mobile(chance) : phone;
  if (way === "mask" || (phone === null && has(told.masked))) traits["phone"] = masked(one.phone);
  if (way === "first" || way === "union" || has(told.union)) traits["unionid"] = one.unionid;
  if (way === "first" || way === "wecom") traits["external_userid"] = one.wecom;
  if (way === "first" || way === "open") traits["openid"] = one.openid;
  if (has(TOWN.junk)) traits["openid"] = pick(chance, ["test", "null", "-"]);
  return traits;
}

const YEAR = 365;

/** Every id of everybody in a made-up town, in no order. */
export function generated(chance: Chance, persons: number): readonly Known[] {
  const people = town(chance, persons);
  const ids = people.flatMap((one, person) => {
    const renewed = chance() < TOWN.renewed ? pick(chance, people) : null;
    const ways: (Way | "first")[] = ["first"];
    if (chance() < TOWN.twins) ways.push(wayOf(chance));
    while (ways.length > 1 && chance() < TOWN.more && ways.length < 5) ways.push(wayOf(chance));
    return ways.map((way, i): Known => {
      // A number that was somebody else's: told of them years ago, and of this person now.
      const now = renewed === null ? one : { ...one, phone: renewed.phone };
      return {
        person,
        userId: `${letters(chance, 4)}-${person}-${i}`,
        daysAgo: Math.floor(chance() * (renewed === null ? YEAR : 30)),
        traits: record(chance, now, way),
        communities: chance() < TOWN.told.community ? one.communities : [],
      };
    });
  });
  return ids
    .map((id) => ({ id, place: chance() }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ id }) => id);
}

const held = (ids: readonly Known[], key: string): readonly (readonly Known[])[] => [
  ...Map.groupBy(
    ids.filter(({ traits }) => traits[key] !== undefined),
    ({ traits }) => traits[key],
  ).values(),
];
const ofSeveral = (them: readonly Known[]): boolean =>
  new Set(them.map(({ person }) => person)).size > 1;
const several = (them: readonly Known[], key: string): boolean =>
  new Set(them.flatMap(({ traits }) => traits[key] ?? [])).size > 1;

/** What of these ids is hard: values that several persons told, and persons who told several. */
export function traps(ids: readonly Known[]) {
  const phones = held(ids, "phone").filter(ofSeveral);
  const persons = [...Map.groupBy(ids, ({ person }) => person).values()];
  const isMask = (them: readonly Known[]): boolean => them[0]?.traits["phone"]?.[3] === "*";
  return {
    numbers_of_several: phones.filter((them) => !isMask(them)).length,
    masks_of_several: phones.filter(isMask).length,
    names_of_several: held(ids, "name").filter(ofSeveral).length,
    nicknames_of_several: held(ids, "wechat_name").filter(ofSeveral).length,
    persons_of_two_names: persons.filter((them) => several(them, "name")).length,
    persons_of_two_numbers: persons.filter((them) =>
      several(
        them.filter((known) => !isMask([known])),
        "phone",
      ),
    ).length,
    only_masked: ids.filter((known) => isMask([known])).length,
  };
}
