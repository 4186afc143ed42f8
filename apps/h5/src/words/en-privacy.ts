import type { privacyWords as zh } from "./zh-privacy.ts";

export const privacyWords: Readonly<Record<keyof typeof zh, string>> = {
  title: "My data",
  lead: "{{shop}} keeps your orders, visits and messages. You may have a copy, or have them deleted.",
  said: "What I agreed to and refused",
  saidYes: "yes",
  saidNo: "no",
  shown: "The page said (wording {{n}}): {{text}}",
  number: "Number {{id}}",
  mine: "Get a copy of my data",
  mineGiven: "Saved; get another copy",
  file: "my-data",
  erase: "Delete my data",
  eraseMeans:
    "Visits, messages and personal details are deleted for good, and this inbox closes. Amounts of orders stay for the books, without saying they were yours.",
  eraseNow: "Delete",
  keep: "Not now",
  erasing: "Received; being deleted. This inbox closes afterwards.",
};
