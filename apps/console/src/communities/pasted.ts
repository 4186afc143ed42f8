/** The most members that one list may hold. */
export const MOST = 10_000;

/** User ids out of a pasted column: one a line, or parted as spreadsheets and people part them; each once. */
export const idsOf = (pasted: string): readonly string[] => [
  ...new Set(
    pasted
      .split(/[\r\n\t,，;；、]+/)
      .map((id) => id.trim())
      .filter((id) => id !== ""),
  ),
];
