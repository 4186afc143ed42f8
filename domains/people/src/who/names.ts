/** How two names that were told stand to each other. */
export type Likeness = "same" | "like" | "different";

// Of one sound: what an input method mistakes for each other. Each group once, by how names are written.
const SOUNDS = [
  "伟玮炜维威薇",
  "芳方坊舫",
  "娜那",
  "敏闵",
  "静靖婧敬境镜",
  "丽莉俐利力立",
  "强蔷",
  "磊蕾雷",
  "军君均钧俊骏珺",
  "洋阳扬杨",
  "勇永咏泳",
  "艳燕雁彦晏",
  "杰洁捷婕",
  "娟鹃涓",
  "涛滔韬",
  "明铭鸣名茗",
  "超",
  "霞侠遐",
  "平萍苹屏",
  "刚钢",
  "桂贵",
  "英瑛莺",
  "颖影",
  "玉钰煜昱",
  "琳林霖琪淋",
  "佳嘉加家",
  "欣新心馨鑫昕",
  "婷廷庭亭停",
  "雨宇羽语禹",
  "晓小筱",
  "红宏洪鸿虹弘",
  "梅玫眉",
  "云芸筠",
  "辉晖徽",
  "波博",
  "建健剑渐",
  "国果",
  "文雯纹闻",
  "华花桦",
  "志智致治",
  "秀绣",
  "兰岚蓝",
  "龙隆",
  "凤奉",
  "春椿",
  "海",
  "清青卿轻",
  "悦月越跃",
  "思丝斯司",
  "涵晗函寒韩",
  "轩萱宣",
  "浩皓昊灏",
  "子梓紫",
  "怡宜仪",
  "诗施师",
  "然冉",
  "张章",
  "刘留",
  "陈晨辰臣",
  "李理里",
  "王汪",
  "吴武",
  "徐许",
  "何和",
  "余于俞",
  "江姜",
  "谢榭",
  "邓",
  "肖萧",
  "程成诚承",
  "曾增",
  "傅付富",
  "任仁",
  "石时",
  "范凡帆",
  "金今",
  "白柏",
].map((group) => new Set(group));

const sounds = (a: string, b: string): boolean =>
  a === b || SOUNDS.some((group) => group.has(a) && group.has(b));

/** As names are compared: without width, blanks, case, and without 先生 or 女士. */
export const plainName = (told: string): string =>
  told
    .normalize("NFKC")
    .replace(/[\s·•.]/g, "")
    .replace(/(?:先生|女士|小姐|老师|同学)$/, "")
    .toLowerCase();

const HIDDEN = /[*＊x]/;
/** A name with part of it hidden: 张*, 张**, *伟. */
export const isHidden = (name: string): boolean => /[*＊]/.test(name);
/** A name that can tell people apart: whole, and of two characters or more. */
export const isWhole = (name: string): boolean =>
  !isHidden(name) && (/^\p{Script=Han}{2,}$/u.test(name) || /^\p{Script=Latin}{4,}$/u.test(name));

const fits = (hidden: string, name: string): boolean =>
  hidden.length === name.length &&
  [...hidden].every((letter, i) => HIDDEN.test(letter) || letter === [...name][i]);

/** Letters that differ in two names of one length; more than one when the lengths differ by more than one. */
function slips(a: string, b: string): number {
  if (a.length === b.length) return [...a].filter((letter, i) => letter !== [...b][i]).length;
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (long.length - short.length > 1) return 2;
  return [...long].some((_, i) => long.slice(0, i) + long.slice(i + 1) === short) ? 1 : 2;
}

/** Whether two plain names are one person's: alike is a slip that may as well be a brother's name. */
export function likeness(a: string, b: string): Likeness {
  if (a === b) return "same";
  if (isHidden(a) || isHidden(b)) return fits(a, b) || fits(b, a) ? "same" : "different";
  if (a.length === b.length && [...a].every((letter, i) => sounds(letter, [...b][i] ?? "")))
    return "same";
  return Math.max(a.length, b.length) >= 3 && slips(a, b) === 1 ? "like" : "different";
}
