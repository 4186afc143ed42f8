/** Sends a sign-in code to a phone ("+8613800138000"); rejects when it could not be handed over. */
export type Sms = {
  sendCode(phone: string, code: string): Promise<void>;
  /** In demonstrations only: the last code of this phone. */
  peek?(phone: string): string | null;
};
