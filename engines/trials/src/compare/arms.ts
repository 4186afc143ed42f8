/** How many of an arm, analysed as assigned, had the outcome. */
export type ArmCount = { readonly people: number; readonly buyers: number };

export type Interval = { readonly low: number; readonly middle: number; readonly high: number };

/** Throws on counts that cannot be: they are mistakes of the programmer, not of the data. */
export function checkArm({ people, buyers }: ArmCount): void {
  const whole = Number.isInteger(people) && Number.isInteger(buyers);
  if (!whole || buyers < 0 || buyers > people || people < 1)
    throw new Error(`No arm has ${buyers} buyers of ${people} people`);
}

/** Half of what lies outside an interval of this level. Throws outside (0, 1). */
export function outside(level: number): number {
  if (!(level > 0 && level < 1)) throw new Error(`Not a level inside (0, 1): ${level}`);
  return (1 - level) / 2;
}
