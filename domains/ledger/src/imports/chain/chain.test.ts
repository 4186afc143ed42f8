import { parse } from "csv-parse/sync";
import { expect, test } from "vitest";
import { chainTable } from "./chain.ts";

const NOW = Date.UTC(2026, 10, 26, 4);
const told = (text: string): Record<string, string>[] =>
  parse(chainTable(text, NOW) ?? "", { columns: true });
const brief = (text: string) =>
  told(text).map((row) => [
    row["买家昵称"],
    row["商品名称"],
    row["数量"],
    row["单价"],
    row["买家留言"],
  ]);

test("IM20 a 接龙 becomes orders, with title, price, leader and pickup point", () => {
  const text = `#接龙
山东红富士苹果 5斤装 39.9元/份
团长：王姐 自提点：幸福里东门
11月25日开团，周六自提

1. 小李妈 2份 周六自提
2. 张姐
3. 王阿姨两份 3号楼
4. 小鱼99 +3
5. 赵叔 1份 不要了`;
  expect(brief(text)).toEqual([
    ["小李妈", "山东红富士苹果 5斤装", "2", "39.9", "周六自提"],
    ["张姐", "山东红富士苹果 5斤装", "1", "39.9", ""],
    ["王阿姨", "山东红富士苹果 5斤装", "2", "39.9", "3号楼"],
    ["小鱼99", "山东红富士苹果 5斤装", "3", "39.9", ""],
    ["赵叔", "山东红富士苹果 5斤装", "1", "39.9", "不要了"],
  ]);
  const [first, , , , last] = told(text);
  expect(first).toMatchObject({ 团长: "王姐", 自提点: "幸福里东门", 订单状态: "" });
  expect(last).toMatchObject({ 订单状态: "已取消" });
});

test("IM20 several goods are told apart by letter and by name", () => {
  const text = `群接龙
A 苹果5斤 39.9元
B 雪梨3斤 25元
1. 小李妈 A2 B1
2、王阿姨：雪梨*2、苹果*1 送货上门
3. 老周 B+2
4. 小陈 苹果1份 雪梨2份`;
  expect(brief(text)).toEqual([
    ["小李妈", "苹果5斤", "2", "39.9", ""],
    ["小李妈", "雪梨3斤", "1", "25", ""],
    ["王阿姨", "雪梨3斤", "2", "25", "送货上门"],
    ["王阿姨", "苹果5斤", "1", "39.9", "送货上门"],
    ["老周", "雪梨3斤", "2", "25", ""],
    ["小陈", "苹果5斤", "1", "39.9", ""],
    ["小陈", "雪梨3斤", "2", "25", ""],
  ]);
});

test("IM20 who does not say which of several goods they want names none, and is told in their own words", () => {
  const [first, second] = told("#接龙\n苹果 10元/斤\n梨 8元/斤\n1. 小李 苹果2\n2. 老赵 +1").slice(
    0,
    2,
  );
  expect(first).toMatchObject({ 商品名称: "苹果", 数量: "2", 接龙原文: "1. 小李 苹果2" });
  expect(second).toMatchObject({ 商品名称: "", 数量: "", 接龙原文: "2. 老赵 +1" });
});

test("IM20 what is no whole number of pieces is not made one: the row says it, and is refused", () => {
  const head = "#接龙\n苹果 10元/斤";
  const wants = ["苹果1.5斤", "2.5", "2-3斤", "半斤", "苹果0份", "12345份", "-2", "退2份"];
  const text = [head, ...wants.map((want, i) => `${i + 1}. 客${"甲乙丙丁戊己庚辛"[i]} ${want}`)];
  expect(
    told(text.join("\n"))
      .map((row) => Number(row["数量"]))
      .filter((n) => Number.isInteger(n) && n > 0),
  ).toEqual([]);
  expect(
    brief(
      `${head}\n1. 小李 十二斤\n2. 小王 二十斤\n3. 小周 二十五斤 3-2-501 138 0000 1234\n④ 小赵 2斤\n5. 小孙 139 1234 5678`,
    ),
  ).toEqual([
    ["小李", "苹果", "12", "10", ""],
    ["小王", "苹果", "20", "10", ""],
    ["小周", "苹果", "25", "10", "3-2-501 138 0000 1234"],
    ["小赵", "苹果", "2", "10", ""],
    ["小孙", "苹果", "1", "10", "139 1234 5678"],
  ]);
  expect(told(`${head}\n1. 小戚 不要\n2. 不要了`).map((row) => row["订单状态"])).toEqual([
    "已取消",
    "已取消",
  ]);
});

test("IM20 two orders below a price are a list, also where nothing says so and the head is long", () => {
  expect(brief("今天的鲜牛奶 15元/瓶\n明早送到门口\n1. 小李 2\n2. 老赵 1")).toEqual([
    ["小李", "今天的鲜牛奶", "2", "15", ""],
    ["老赵", "今天的鲜牛奶", "1", "15", ""],
  ]);
  expect(chainTable("会议纪要\n讨论了三件事\n1. 包装\n2. 发货", NOW)).toBeNull();
});

test("IM20 goods that are numbered themselves stand above the last list that begins with one", () => {
  const text = `#接龙 本周团购
1. 土鸡蛋30枚 ¥45
2. 菜籽油5L ¥99
1. 小李妈 土鸡蛋2份
2. 张姐 菜籽油1份`;
  expect(brief(text)).toEqual([
    ["小李妈", "土鸡蛋30枚", "2", "45", ""],
    ["张姐", "菜籽油5L", "1", "99", ""],
  ]);
});

test("IM20 goods numbered by boxes, priced by the helping, wanted by the part of the name that tells them apart", () => {
  const text = `#接龙
【今晚8点截单】
1⃣️ 麻辣小龙虾 68/盒
2⃣️ 蒜蓉小龙虾 72/盒
1. 咪咪 麻辣*2 蒜蓉*1 明早拿
2. 胖胖：蒜蓉2盒`;
  expect(brief(text)).toEqual([
    ["咪咪", "麻辣小龙虾", "2", "68", "明早拿"],
    ["咪咪", "蒜蓉小龙虾", "1", "72", "明早拿"],
    ["胖胖", "蒜蓉小龙虾", "2", "72", ""],
  ]);
});

test("IM20 the same list with more lines names the same orders; a table is no 接龙", () => {
  const head = "#接龙\n苹果 39.9元\n";
  const numbers = (text: string) => told(text).map((row) => row["订单编号"]);
  const short = numbers(`${head}1. 甲 1份\n2. 乙 1份`);
  expect(numbers(`${head}\n1. 甲 1份\n2. 乙 1份\n3. 丙 1份`).slice(0, 2)).toEqual(short);
  expect(chainTable("订单号,商品\n1,苹果\n2,梨", NOW)).toBeNull();
  expect(chainTable("姓名\t电话\n1. 甲\t1\n2. 乙\t2", NOW)).toBeNull();
});

test("IM20 day, goods, price and terms in one line: the goods are what is left", () => {
  const text = `#接龙 3月8日 阳光玫瑰2斤 35元/份 满10份开团
团长王姐，自提点：花园西门
1. 小林 2份 周六自提
2. 大刘 3份`;
  expect(brief(text).map((row) => row.slice(0, 4))).toEqual([
    ["小林", "阳光玫瑰2斤", "2", "35"],
    ["大刘", "阳光玫瑰2斤", "3", "35"],
  ]);
  expect(told(text)[0]).toMatchObject({ 团长: "王姐", 自提点: "花园西门", 下单时间: "2026-03-08" });
  const terms = "#接龙\n苹果 39元\n满 50 元 包邮\n运费: 5元\n1. 小林 2份";
  expect(brief(terms).map((row) => row.slice(0, 4))).toEqual([["小林", "苹果", "2", "39"]]);
});

test("IM20 whoever leads is named with the title or behind it, never by the next line; on whose behalf is a note", () => {
  const text = `#接龙
【3月5日 阳光小区团】王团长
丹东草莓 3斤装 39.9元/份
1、小李妈 2份
2、老王（代邻居刘姐）1份
3、小陈（3栋） +1`;
  expect(told(text)[0]).toMatchObject({ 团长: "王团长", 商品名称: "丹东草莓 3斤装" });
  expect(brief(text).map(([name, , many, , note]) => [name, many, note])).toEqual([
    ["小李妈", "2", ""],
    ["老王", "1", "代邻居刘姐"],
    ["小陈(3栋)", "1", ""],
  ]);
  const thanks = "#接龙 感谢各位团长\n苹果 39元\n1. 小林 2份";
  expect(told(thanks)[0]).toMatchObject({ 团长: "", 商品名称: "苹果" });
});

test("IM20 each list of a paste has its own goods, and a line of the head may name several", () => {
  const two = "#接龙\n苹果 20元/份\n1. 小鹿 1份\n\n#接龙\n梨 15元/份\n1. 阿木 2份\n2. 小鹿 1份";
  expect(brief(two)).toEqual([
    ["小鹿", "苹果", "1", "20", ""],
    ["阿木", "梨", "2", "15", ""],
    ["小鹿", "梨", "1", "15", ""],
  ]);
  const head = "接龙\n馒头5元/袋，花卷6元/袋\n1.小鹿 馒头2袋 花卷1袋\n2.阿木 花卷3袋";
  expect(brief(head)).toEqual([
    ["小鹿", "馒头", "2", "5", ""],
    ["小鹿", "花卷", "1", "6", ""],
    ["阿木", "花卷", "3", "6", ""],
  ]);
  expect(brief("接龙\n苹果10元/份，两份18元\n1. 小鹿 1份")).toHaveLength(1);
});

test("IM20 两板 is two", () => {
  const text = "接龙：鸡蛋 25元一板\n1）小鹿 两板\n2）王阿姨（代邻居）3板";
  expect(brief(text)).toEqual([
    ["小鹿", "鸡蛋", "2", "25", ""],
    ["王阿姨", "鸡蛋", "3", "25", "代邻居"],
  ]);
});

test("IM20 a buyer who is called by a number, or by a house's, is nobody else's second line", () => {
  const text = `#接龙
土鸡蛋 45元/板
12:30 截单
1. 老赵 1份
2. 13812345678 3份
3. 138****5678 2份
4、8号楼王姐 1份`;
  expect(brief(text).map(([name, what, many]) => [name, what, many])).toEqual([
    ["老赵", "土鸡蛋", "1"],
    ["13812345678", "土鸡蛋", "3"],
    ["138****5678", "土鸡蛋", "2"],
    ["8号楼王姐", "土鸡蛋", "1"],
  ]);
});
