import type { Inbox, InboxMessage } from "@zhongshu/reach/contract";

const newestFirst = (a: InboxMessage, b: InboxMessage): number =>
  b.at - a.at || (a.id < b.id ? 1 : -1);

/** The inbox with a message that came, each once and newest first; what was opened stays so. */
export function joined(inbox: Inbox, came: InboxMessage): Inbox {
  const known = inbox.messages.find(({ id }) => id === came.id);
  const message = { ...came, openedAt: came.openedAt ?? known?.openedAt ?? null };
  const others = inbox.messages.filter(({ id }) => id !== came.id);
  return { ...inbox, messages: [...others, message].sort(newestFirst) };
}

export const noted = (inbox: Inbox, id: string, openedAt: number): Inbox => ({
  ...inbox,
  messages: inbox.messages.map((each) => (each.id === id ? { ...each, openedAt } : each)),
});

/** The words without the address of their own link, for which there is a button. */
export const withoutLink = (text: string, link: string): string =>
  text
    .split(/(https?:\/\/[^\s，。！）)]+)/)
    .filter((part) => !part.endsWith(link))
    .join("")
    .trim();
