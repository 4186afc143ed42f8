import type { Line } from "./line.ts";
import { Marks, markOf } from "./ordinals.ts";
import { contentOf, documentKey, type Known, lineKey, sumOf } from "./settle.ts";

/** No customer is called so. */
const OTHER = "\0";
/** The content of no line. */
const ANOTHER = "null";

const MOST = 2 ** 32 - 1;

const customerMark = ({ customer }: Pick<Line, "customer">): number => markOf(customer ?? "");

/** Only where the file tells the places of its rows can two of them be the same line. */
const tellsPlace = ({ row }: Line): boolean => row.cells["ordinal"] !== undefined;

/** What the batches of a trial would have stored by now, as far as the rows below may meet or contradict it. */
export class Trial {
  private readonly customers = new Marks();
  private readonly lines = new Marks();
  private readonly sums = new Marks();

  /** These would be stored. */
  remember(lines: readonly Line[]): void {
    for (const line of lines) {
      const mark = customerMark(line);
      // Of stock nobody's name is kept.
      if (line.document !== "stock")
        this.customers.change(documentKey(line), (before) =>
          before === 0 || line.customer !== null ? mark : before,
        );
      const again = tellsPlace(line) && this.lines.of(lineKey(line)) !== 0;
      if (tellsPlace(line) && !again)
        this.lines.change(lineKey(line), () => markOf(contentOf(line)));
      if (line.document === "order" && !again)
        this.sums.change(documentKey(line), (sum) => Math.min(sum + sumOf([line]), MOST));
    }
  }

  /** What is stored with what would be, of the documents of these lines. */
  beside(stored: Known, lines: readonly Line[]): Known {
    const customers = new Map(stored.customers);
    const known = new Map(stored.lines);
    const sums = new Map(stored.sums);
    for (const line of lines) {
      const mark = this.customerOf(line);
      const key = documentKey(line);
      if (mark !== 0 && !stored.customers.has(key))
        if (mark === customerMark(line)) customers.set(key, line.customer);
        else if (!customers.has(key)) customers.set(key, OTHER);
      // What the file told of what is stored is among both.
      sums.set(key, Math.max(stored.sums.get(key) ?? 0, this.sums.of(key)));
      const content = tellsPlace(line) ? this.lines.of(lineKey(line)) : 0;
      if (content !== 0 && !stored.lines.has(lineKey(line)))
        if (content === markOf(contentOf(line))) known.set(lineKey(line), contentOf(line));
        else if (!known.has(lineKey(line))) known.set(lineKey(line), ANOTHER);
    }
    return { customers, lines: known, ordinals: stored.ordinals, sums };
  }

  /** A refund that names nobody takes the name of its order's customer (OR3). */
  private customerOf(line: Line): number {
    const own = this.customers.of(documentKey(line));
    if (line.document !== "refund" || line.refundOf === null || own !== markOf("")) return own;
    return this.customers.of(documentKey({ document: "order", number: line.refundOf })) || own;
  }
}
