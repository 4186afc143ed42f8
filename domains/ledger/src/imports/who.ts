import { narrow } from "./values.ts";

/** What a row says of a person; "" for what it does not say. */
export type Told = {
  readonly id: string;
  readonly phone: string;
  readonly unionid: string;
  readonly openid: string;
  /** What they call themselves: in a community nobody else has it. */
  readonly nickname: string;
  /** As a parcel is addressed; two people may have it. */
  readonly name: string;
};

export type Who = { readonly userId: string | null; readonly anonymousId: string | null };

const LONGEST = 200;
const PHONE = /^(?:\+?86|0086)?(1[3-9]\d{9})$/;
/** 138****5678 or 1380013****; of what shows fewer than five digits nobody can be told. */
const MASKED = /^(?=(?:.*\d){5})(?:\+?86)?1\d{2}\d{0,5}\*{3,6}\d{0,4}$/;

/** "+86 138-0013-8000" → "13800138000"; masked stays masked, what is neither stays as it is written. */
export function plainPhone(text: string): string {
  const digits = narrow(text).replace(/^'/, "").replace(/[\s-]/g, "").replace(/\.0+$/, "");
  return PHONE.exec(digits)?.[1] ?? digits;
}

/** "17850.0" is a spreadsheet's 17850; what is masked names nobody. */
const named = (text: string): string => {
  const plain = narrow(text).replace(/^(\d+)\.0+$/, "$1");
  return plain.includes("*") || plain.length > LONGEST ? "" : plain;
};

/** "张女士" and "张 先生" are called the same by every shop. */
export const plainName = (text: string): string => narrow(text).replace(/\s+/g, " ");

/**
 * Who a row speaks of, the same for every kind of list: the source's own id, else the phone, else WeChat's ids, else the nickname.
 * A masked phone alone names nobody; with a name it is somebody, whom a later list may tell in full.
 */
export function whoIs({ id, phone, unionid, openid, nickname, name }: Told): Who {
  const number = plainPhone(phone);
  const known = [named(id), PHONE.test(number) || !MASKED.test(number) ? named(number) : ""];
  const userId = [...known, named(unionid), named(openid), named(nickname)].find(
    (one) => one !== "",
  );
  if (userId !== undefined) return { userId, anonymousId: null };
  const called = plainName(name);
  const second = MASKED.test(number) && called !== "" && called.length <= LONGEST / 2;
  return { userId: null, anonymousId: second ? `masked:${number}:${called}` : null };
}
