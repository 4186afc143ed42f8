import type { Way } from "../../contract.ts";
import { groupCopy } from "./group-copy.ts";
import { inbox } from "./inbox.ts";
import { namedCopy } from "./named-copy.ts";
import type { Outlet } from "./way.ts";

export const WAYS: Readonly<Record<Way, Outlet>> = {
  inbox,
  "named-copy": namedCopy,
  "group-copy": groupCopy,
};
