import { seeded } from "@zhongshu/numerics";

/** A made-up person with everything by which a shop may know them; nobody else's. */
export type Person = {
  readonly id: string;
  /** A second account of theirs, tied by the unionid. */
  readonly second: string;
  readonly browser: string;
  readonly phone: string;
  readonly masked: string;
  readonly name: string;
  readonly nickname: string;
  readonly unionid: string;
  readonly openid: string;
  readonly external: string;
  readonly email: string;
};

const FAMILY = [
  ..."赵钱孙李周吴郑冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎",
];
const GIVEN = [..."黛岚澜霁翊翎旻昀晗暄璟瑄瑾珩瑜琛钰锦霖霏霄霆"];
const LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";

/** Every third shop calls its customers by their number itself. */
const BY_PHONE = 3;

export function townOf(persons: number): readonly Person[] {
  const random = seeded(70);
  const word = (length: number): string =>
    Array.from({ length }, () => LETTERS[Math.floor(random() * LETTERS.length)]).join("");
  return Array.from({ length: persons }, (_, n) => {
    const phone = `19${String(700_000_000 + n * 7_919).slice(0, 9)}`;
    const given = `${GIVEN[n % GIVEN.length]}${GIVEN[Math.floor(n / GIVEN.length) % GIVEN.length]}`;
    const name = `${FAMILY[(n * 7) % FAMILY.length]}${given}`;
    return {
      ...{ phone, masked: `${phone.slice(0, 3)}****${phone.slice(7)}`, name },
      id: n % BY_PHONE === 0 ? phone : `HY-${word(10)}`,
      ...{ second: `WX-${word(12)}`, browser: `br-${word(16)}` },
      nickname: `${given}${word(3)}妈妈`,
      ...{ unionid: `o6_${word(24)}`, openid: `oT_${word(24)}`, external: `wm_${word(24)}` },
      email: `${word(12)}@example.com`,
    };
  });
}

export const namesOf = (person: Person): readonly string[] => [...new Set(Object.values(person))];
