import type { Stage } from "@zhongshu/people/contract";

export const STAGE_COLOURS: Readonly<Record<Stage, string>> = {
  visitor: "default",
  new: "blue",
  active: "green",
  silent: "gold",
  lost: "red",
};
