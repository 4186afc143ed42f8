import type { Brief } from "../contract.ts";

/** Words that say something of goods or their sale which only a row, or the shop itself, can know. */
const CLAIMS = `
  包邮 免邮 运费 赠 送你 送您 免费 白送 试用装 抽奖 返现 红包 满减 折扣 打折 半价 特价 秒杀 限时 限量 手慢无 断货 抢 售罄 补贴
  现货 发货 次日达 顺丰 质保 保修 无理由 赔 退款 假一
  正品 旗舰 官方 授权 进口 原产 产地 有机 天然 无添加 零添加 无糖 低糖 低脂 零脂 无酒精 纯手工 手工 专利 认证 检测 质检 国标 获奖
  医生 专家 明星 网红 博主 同款 推荐过 好评 口碑 回头客 回购 复购 销量 热卖 爆款 卖了 卖出 断码 抢手 人买 都买 都在用 都说
  功效 美白 保湿 补水 修护 淡斑 控油 去屑 防晒 抑菌 杀菌 除螨 高蛋白 富含 补钙 补铁 益生菌 含铁 含钙 维生素 DHA
  敏感肌 孕妇可用 婴儿可用 宝宝可用 新生儿 不含 无香 无荧光
  亲测 我家也 自用 我自己也 闭眼入 放心
  截单 下架 卖光 抢光 抢完 所剩 最后 错过 来不及 倒计时 即将 涨价 原价 恢复 明天到 当天到 当日达 销冠 第一
`
  .trim()
  .split(/\s+/);

const told = ({ product, community, why }: Brief): string =>
  [product.title, product.category ?? "", ...product.points, ...(community?.tags ?? []), why].join(
    "\n",
  );

const RUNS = /[\p{Nd}]+(?:[.,:][\p{Nd}]+)*|[A-Za-z]{2,}/gu;
/** What makes a keycap or an emoji of a plain figure, and what nobody sees. */
const DRESS = /[\u{fe00}-\u{fe0f}\u{20e3}\u{200b}-\u{200f}\u{2060}\u{feff}]/gu;
const ADDRESS =
  /https?:|www\.|\.(?:com|cn|net|top)\b|@[A-Za-z0-9]|微信号|加我微信|二维码|[薇威]信|加\s?v|\bvx\b|➕|抖音|小红书|淘宝|京东|拼多多|[<>]/i;
/** An hour told by hand; 早一点 is none. */
const HOUR =
  /(?:[零两三四五六七八九十]|十[一二]|二十[一二三四]?|\d{1,2})点(?:半|整|钟|前|截|结|开)/;
/** An end is told by its row, whose placeholder stands beside these words. */
const END = /截止|结束|到期/;
const tellsEnd = (words: string, { holes }: Brief): boolean =>
  [holes.until, holes.coupon].some((hole) => hole !== null && words.includes(hole));

const plain = (text: string): string => text.normalize("NFKC").replace(DRESS, "");
/** Figures and foreign words, whole: "25" is no part of "225". */
const runsOf = (text: string): readonly string[] => [...text.matchAll(RUNS)].map(([run]) => run);

/** What the words say that the brief does not: claims, figures, foreign words and addresses. Null when nothing. */
export function unfounded(words: string, brief: Brief): string | null {
  const bare = plain(words.replace(/\{\{[^{}]*\}\}/g, " "));
  const known = plain(told(brief));
  const claim = CLAIMS.find((one) => bare.includes(one) && !known.includes(one));
  const runs = new Set(runsOf(known).map((run) => run.toLowerCase()));
  const run = runsOf(bare).find((one) => !runs.has(one.toLowerCase()));
  const end = tellsEnd(words, brief) ? null : END.exec(bare);
  return (
    claim ??
    run ??
    [ADDRESS, HOUR].map((find) => find.exec(bare)).find(Boolean)?.[0] ??
    end?.[0] ??
    null
  );
}
