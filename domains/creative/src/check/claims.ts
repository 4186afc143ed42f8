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
`
  .trim()
  .split(/\s+/);

const told = ({ product, community, why }: Brief): string =>
  [product.title, product.category ?? "", ...product.points, ...(community?.tags ?? []), why].join(
    "\n",
  );

const RUNS = /[\p{Nd}]+(?:[.,:][\p{Nd}]+)*|[A-Za-z]{2,}/gu;
const ADDRESS = /https?:|www\.|\.(?:com|cn|net|top)\b|@[A-Za-z0-9]|微信号|加我微信|二维码/i;

/** What the words say that the brief does not: claims, figures, foreign words and addresses. Null when nothing. */
export function unfounded(words: string, brief: Brief): string | null {
  const bare = words.normalize("NFKC").replace(/\{\{[^{}]*\}\}/g, "");
  const known = told(brief).normalize("NFKC");
  const claim = CLAIMS.find((one) => bare.includes(one) && !known.includes(one));
  const run = [...bare.matchAll(RUNS)].map(([found]) => found).find((one) => !known.includes(one));
  return claim ?? run ?? ADDRESS.exec(bare)?.[0] ?? null;
}
