import type { Refusal, Result } from "@zhongshu/kernel";

/** The demo is made of what the rooms allow; what they refuse is a fault of ours. */
export function must<T>(result: Result<T, Refusal>): T {
  if (!result.ok) throw new Error(`The demo could not be made: ${result.error.message.en}`);
  return result.value;
}
