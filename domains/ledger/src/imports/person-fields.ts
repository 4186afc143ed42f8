import { importField } from "./field.ts";
import type { ImportField, ImportRow } from "./importer.ts";
import { textOf } from "./rows.ts";
import { type Told, type Who, whoIs } from "./who.ts";

const PHONE = /^'?(?:\+?86)?[\s-]?1[\d*][\d*\s-]{7,13}[\d*]$/;

/** By what a list names a person; the same words in every kind of list. */
export const PERSON: readonly ImportField[] = [
  importField("id", "客户编号", [
    ...[
      "CustomerID",
      "客户ID",
      "客户编号",
      "会员ID",
      "会员编号",
      "会员卡号",
      "用户ID",
      "用户编号",
      "UserID",
      "买家ID",
    ],
    ...["MemberID", "客户编码", "会员号", "粉丝ID"],
  ]),
  importField(
    "phone",
    "手机号",
    [
      ...[
        "Phone",
        "手机号",
        "手机号码",
        "手机",
        "联系电话",
        "电话",
        "联系方式",
        "买家手机号",
        "客户手机号",
        "会员手机号",
      ],
      ...[
        "Mobile",
        "收货人手机号",
        "收货人电话",
        "收件人手机",
        "收件人电话",
        "联系手机",
        "联系号码",
        "手机号/电话",
        "BuyerPhone",
      ],
    ],
    { fits: (value) => PHONE.test(value.normalize("NFKC")), byValue: true },
  ),
  importField("nickname", "昵称", [
    ...[
      "Nickname",
      "昵称",
      "微信昵称",
      "客户昵称",
      "买家昵称",
      "用户昵称",
      "会员昵称",
      "群昵称",
      "微信名",
      "接龙人",
    ],
    ...[
      "下单人",
      "跟团人",
      "团员昵称",
      "WechatName",
      "微信名称",
      "买家会员名",
      "会员名",
      "用户名",
      "成员昵称",
      "群名片",
      "网名",
    ],
  ]),
  importField("name", "姓名", [
    ...[
      "Name",
      "姓名",
      "客户姓名",
      "顾客姓名",
      "会员姓名",
      "真实姓名",
      "客户名称",
      "客户",
      "买家姓名",
      "联系人",
      "会员名称",
      "称呼",
    ],
    ...[
      "FullName",
      "收货人",
      "收件人",
      "收货人姓名",
      "成员",
      "成员姓名",
      "备注名",
      "提货人",
      "BuyerName",
      "Receiver",
    ],
  ]),
  importField("unionid", "unionid", ["UnionID"]),
  importField("openid", "openid", ["OpenID", "微信openid"]),
];

const told = (row: ImportRow): Told => ({
  id: textOf(row, "id"),
  phone: textOf(row, "phone"),
  nickname: textOf(row, "nickname"),
  name: textOf(row, "name"),
  unionid: textOf(row, "unionid"),
  openid: textOf(row, "openid"),
});

/** Who a row of a list of people speaks of. */
export const personIn = (row: ImportRow): Who => whoIs(told(row));
