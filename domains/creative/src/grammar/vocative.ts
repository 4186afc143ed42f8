import type { Brief } from "../contract.ts";
import type { Pick } from "./expand.ts";

/** How communities are spoken to, by what they are called or tagged. */
const CALLED: readonly (readonly [find: RegExp, as: readonly string[]])[] = [
  [/妈妈|宝妈|母婴|辣妈/, ["宝妈们", "妈妈们"]],
  [/奶爸|宝爸/, ["宝爸们"]],
  [/邻|小区|老街|社区|业主/, ["邻居们", "街坊们", "各位邻居"]],
  [/办公室|上班|同事|白领/, ["打工人们", "同事们"]],
  [/学生|校园|同学/, ["同学们"]],
  [/健身|跑步|瑜伽|运动/, ["爱运动的朋友们", "健身搭子们"]],
  [/吃|美食|厨房|零食|做饭/, ["爱吃的朋友们", "吃货们"]],
  [/护肤|美妆|变美/, ["爱护肤的朋友们", "护肤搭子们"]],
  [/宠物|铲屎|猫|狗/, ["铲屎官们"]],
];

/** The word for those spoken to: by the community's tags, else its name, else as this voice speaks to anybody. */
export function vocative(
  community: Brief["community"],
  usual: readonly string[],
  pick: Pick,
): string | null {
  const told = community === null ? [] : [...community.tags, community.name];
  const [, as] = CALLED.find(([find]) => told.some((name) => find.test(name))) ?? [null, []];
  const words = [...as, ...usual];
  return words[pick(words.length)] ?? null;
}
