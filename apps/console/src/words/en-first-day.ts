import type { opening as zh } from "./zh-first-day.ts";

/** The first day: opening a shop. */
export const opening: typeof zh = {
  title: "Open a shop of your own",
  name: "Name of the shop",
  nameHint: "Such as: Green Field",
  owner: "Your name",
  ownerHint: "As your colleagues will see it",
  open: "Open the shop",
  invited: "Were you invited? Ask for this phone to be added under Members, then refresh.",
};
