/** Where everybody whom an execution concerns may go next. What is not here cannot happen. */
export const RECIPIENT = {
  waiting: {
    wait: "waiting",
    send: "sent",
    list: "listed",
    "hold-out": "held-out",
    stop: "stopped",
    lapse: "stopped",
    cancel: "cancelled",
  },
  listed: {
    tick: "sent",
    unlist: "stopped",
    lapse: "stopped",
    cancel: "cancelled",
    // Their words were copied, and nobody said that they were sent: not known, and not to be called back.
    doubt: "stopped",
  },
  sent: {},
  "held-out": {},
  // Only of those who were doubted: they followed their link.
  stopped: { follow: "sent" },
  cancelled: {},
} as const;

export const POST = {
  waiting: { copy: "copied", cancel: "cancelled" },
  // What was copied may be in the group: it is no more called back than what was sent.
  copied: { copy: "copied", send: "sent" },
  sent: {},
  "held-out": {},
  stopped: {},
  cancelled: {},
} as const;

export const EXECUTION = {
  running: { finish: "done", lapse: "done", cancel: "cancelled" },
  done: {},
  cancelled: {},
} as const;

type Table = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** The states from which this move is possible: what an update may touch. */
export const from = (table: Table, move: string): readonly string[] =>
  Object.entries(table).flatMap(([state, moves]) => (Object.hasOwn(moves, move) ? [state] : []));

/**
 * How a recipient `r` is told of. The standing hold-out is nobody whom this execution leaves out to learn from it, and
 * stands with those who cannot be written to, as the preview said. Whoever is left out waits for nothing, and cannot be
 * called back: they are left out from the tap on, whenever the worker comes to them.
 */
export const SHOWN = `case
  when r.arm = 'programme' and r.state in ('waiting', 'held-out', 'cancelled') then 'stopped'
  when r.arm = 'held-out' and r.state in ('waiting', 'cancelled') then 'held-out'
  else r.state end`;

/** The gate's word on a recipient `r`; null where the arm alone says why. */
export const REASON = `case when ${SHOWN} = r.state then r.reason end`;
