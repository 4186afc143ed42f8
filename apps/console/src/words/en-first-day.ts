import type { Words } from "./zh.ts";

/** The first day: opening a shop. */
export const opening: Words["opening"] = {
  title: "Open a shop of your own",
  name: "Name of the shop",
  nameHint: "Such as: Green Field",
  owner: "Your name",
  ownerHint: "As your colleagues will see it",
  open: "Open the shop",
  invited: "Were you invited? Ask for this phone to be added under Members, then refresh.",
};

/** A shop to look around in. */
export const demo: Words["demo"] = {
  open: "Look at a demo shop first",
  openHint: "Its customers and orders are made up; one click removes all of it.",
  opening: "Setting up the demo shop, a few seconds…",
  banner: "This is a demo shop; its customers and orders are made up.",
  remove: "Remove the demo",
  sure: "Remove the demo shop?",
  sureHint: "Everything in it goes at once. Your own shops are not touched.",
  yes: "Remove",
  no: "Keep it",
};

/** What a shop is told of itself at a glance. */
export const overview: Words["overview"] = {
  lead: "Every figure opens to the rows behind it.",
  open: "Open",
  empty: "No data yet",
  emptyNext: "Import a file of orders; figures appear within minutes.",
  start: "Import orders",
};

/** What is still to be done, and the page for it. */
export const firstDay: Words["firstDay"] = {
  to: { imports: "Import", communities: "Communities", goods: "Goods" },
};
