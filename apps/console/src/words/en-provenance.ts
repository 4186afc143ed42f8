import type { Words } from "./zh.ts";

export const provenance: Pick<Words, "undo" | "remembered"> = {
  undo: {
    button: "Undo this import",
    title: "Undo this import?",
    counting: "Counting what would go…",
    goes: "This takes away:",
    orders: "{{n}} orders",
    refunds: "{{n}} refunds",
    otherEvents: "{{n}} records in all",
    customers: "{{n}} customers are concerned; their sums and counts are worked out again",
    forgotten: "{{n}} of them are known from this file alone and leave the list of customers",
    kept: "{{n}} records are in another file too and stay",
    nothing: "Nothing is known from this file alone: undoing it takes no data away.",
    cardsOpen:
      "{{n}} opportunities not yet sent rest on this file; they are worked out again tomorrow morning",
    cardsSent: "{{n}} opportunities already sent are not rewritten; their reports stay",
    after: "The same file can be imported again afterwards.",
    sure: "Undo it",
    keep: "Keep it",
    progress: "{{done}} of {{total}} records",
    listing: "Listing the records to take back…",
    stop: "Stop",
    stopHint: "What was undone stays undone; you can go on later.",
    doneNote: "This import was undone: {{total}} records. The same file can be imported again.",
    doneKept: "{{n}} of them are in another file too and stayed.",
    partNote:
      "Undoing stopped halfway: {{done}} of {{total}} records. Go on, or send the file again.",
    goOn: "Go on undoing",
  },
  remembered: {
    title: "As you chose last time",
    hint: "A file with these headings was imported {{at}}; columns, source and currency are filled in as they were then.",
    reset: "Guess anew instead",
  },
};
