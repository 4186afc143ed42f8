/** The pages of a shop in the order of the menu, each with what a person must be allowed to do. */
export const PAGES = [
  { page: "overview", permission: "shop.enter" },
  { page: "cards", permission: "cards.read" },
  { page: "runs", permission: "cards.read" },
  { page: "proof", permission: "cards.read" },
  { page: "people", permission: "people.read" },
  { page: "tags", permission: "people.read" },
  { page: "segments", permission: "people.read" },
  { page: "communities", permission: "people.read" },
  { page: "goods", permission: "goods.read" },
  { page: "orders", permission: "orders.read" },
  { page: "figures", permission: "orders.read" },
  { page: "commission", permission: "orders.read" },
  { page: "events", permission: "events.read" },
  { page: "imports", permission: "imports.read" },
  { page: "quality", permission: "imports.read" },
  { page: "members", permission: "members.manage" },
  { page: "keys", permission: "keys.manage" },
  { page: "audit", permission: "audit.read" },
] as const;
export type Page = (typeof PAGES)[number]["page"];
