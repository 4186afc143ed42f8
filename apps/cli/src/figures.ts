/** An option that counts something. */
export function whole(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1)
    throw new Error(`--${name} wants a whole number above 0: ${text}`);
  return value;
}

/** A figure to so many digits behind the point, as a result tells it. */
export const rounded = (value: number, digits = 4): number => Number(value.toFixed(digits));
