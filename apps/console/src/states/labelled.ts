/** A cell that says its column's name where a phone shows no headings, and is left out there when it says nothing. */
export const labelled = (label: string, told = true) => ({
  "data-label": label,
  className: told ? "" : "untold",
});
