/** What a file may be a list of, and pasting one. */
export const lists = {
  kind: "What this is a list of",
  kindHint: "Told by its columns; change it if it is something else.",
  content: "Content",
  kindOf: {
    orders: "Orders",
    customers: "Customers",
    goods: "Goods",
    stock: "Stock",
    commission: "Commission rules",
    communities: "Communities",
    members: "Community members",
  },
  see: {
    orders: "See orders",
    customers: "See customers",
    goods: "See goods",
    communities: "See communities",
  },
  paste: "Paste text",
  pasteTitle: "Paste a table or a group order",
  pasteHint:
    "Paste what you copied from a sheet or from WeChat: a table with its headings, or a whole group order (jielong). You check the columns before anything is stored.",
  pasteExample: "OrderNo,Time,Product,Quantity,Price\nA1001,2026-11-20 21:03,Red apples,2,39.90",
  pasteGo: "Read it",
  pasteCancel: "Cancel",
  pastedName: "Pasted text",
  pack_one: "The file holds {{count}} table",
  pack_other: "The file holds {{count}} tables",
  packNext:
    "Each is imported by itself: open them below one by one, look at the columns and start.",
  left: "Not read:",
} as const;
