import { type ImportField, importField, PERSON, readQuantity } from "@zhongshu/ledger/contract";

const telling = { telling: true } as const;

/** What a list of customers may say of each. */
export const fields: readonly ImportField[] = [
  ...PERSON,
  importField(
    "external_userid",
    "企业微信客户ID",
    ["ExternalUserID", "外部联系人ID", "企微客户ID"],
    telling,
  ),
  importField("gender", "性别", ["Gender", "性别", "Sex"], telling),
  importField(
    "birthday",
    "生日",
    ["Birthday", "生日", "出生日期", "客户生日", "会员生日"],
    telling,
  ),
  importField(
    "level",
    "等级",
    [
      ...[
        "Level",
        "等级",
        "会员等级",
        "客户等级",
        "会员级别",
        "级别",
        "会员卡名称",
        "会员类型",
        "身份",
      ],
    ],
    telling,
  ),
  importField(
    "points",
    "积分",
    ["Points", "积分", "会员积分", "当前积分", "可用积分", "积分余额"],
    { ...telling, fits: (value) => readQuantity(value) !== null },
  ),
  importField("city", "城市", ["City", "城市", "所在城市", "市", "所在地", "地区"]),
  importField("province", "省份", ["Province", "省份", "省", "所在省份"]),
  importField("email", "邮箱", ["Email", "邮箱", "电子邮箱"]),
  importField("tags", "标签", ["Tags", "标签", "客户标签", "会员标签", "用户标签"], telling),
  importField(
    "registered_at",
    "注册时间",
    [
      ...[
        "CreatedAt",
        "注册时间",
        "注册日期",
        "成为客户时间",
        "成为会员时间",
        "入会时间",
        "开卡时间",
        "创建时间",
        "添加时间",
      ],
    ],
    telling,
  ),
  importField("note", "备注", ["Note", "备注", "客户备注", "说明", "Remark"]),
];
