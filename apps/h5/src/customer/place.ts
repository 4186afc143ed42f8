export type Place =
  | { readonly kind: "entry"; readonly token: string }
  | { readonly kind: "inbox" }
  | { readonly kind: "link"; readonly code: string }
  | { readonly kind: "lost" };

/** Which of the customer's pages an address means. */
export function placeOf(pathname: string): Place {
  const [, , door = "", rest = "", more] = pathname.split("/");
  if (more !== undefined && more !== "") return { kind: "lost" };
  if (door === "in") return rest === "" ? { kind: "inbox" } : { kind: "entry", token: rest };
  return door === "l" && rest !== "" ? { kind: "link", code: rest } : { kind: "lost" };
}
