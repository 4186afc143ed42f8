/** Keys under which shops tell what a customer is called: in earnest, and by a name of their own choosing. */
export const NAME_KEYS = ["name", "real_name", "姓名"] as const;
export const NICKNAME_KEYS = ["nickname", "wechat_name", "昵称", "微信昵称"] as const;

/** What somebody is called by, what they are called in earnest first. */
export const CALLED_BY: readonly string[] = [...NAME_KEYS, ...NICKNAME_KEYS];

/** Keys under which shops tell a telephone number. */
export const PHONE_KEYS: readonly string[] = [
  ...["phone", "mobile", "tel", "phone_number"],
  ...["手机", "手机号", "手机号码", "电话", "联系电话"],
];
