/** Why an event was not stored: `code` for programs, the sentences for people. */
export type Reason = { readonly code: string; readonly zh: string; readonly en: string };

export const reason = (code: string, zh: string, en: string): Reason => ({ code, zh, en });
