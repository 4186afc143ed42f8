import { expect, test } from "vitest";
import { PostState, RecipientState } from "../contract.ts";
import { EXECUTION, from, POST, RECIPIENT } from "./states.ts";

test("RE21 every state of the contract stands in the table, and every move leads to one of them", () => {
  for (const [table, states] of [
    [RECIPIENT, RecipientState.options],
    [POST, PostState.options],
    [EXECUTION, ["running", "done", "cancelled"]],
  ] as const) {
    expect(new Set(Object.keys(table))).toEqual(new Set(states));
    const targets = Object.values(table).flatMap((moves) => Object.values(moves));
    expect(targets.every((target) => Object.hasOwn(table, target))).toBe(true);
  }
});

test("RE21 what was sent, held out or cancelled stays so; of what was stopped, only what nobody knew of may turn out sent", () => {
  for (const state of ["sent", "held-out", "cancelled"] as const)
    expect([RECIPIENT[state], POST[state]]).toEqual([{}, {}]);
  expect(RECIPIENT.stopped).toEqual({ follow: "sent" });
  expect(POST.stopped).toEqual({});
  expect([EXECUTION.done, EXECUTION.cancelled]).toEqual([{}, {}]);
  expect(from(RECIPIENT, "cancel")).toEqual(["waiting", "listed"]);
  expect(from(RECIPIENT, "send")).toEqual(["waiting"]);
  expect(from(POST, "cancel")).toEqual(["waiting"]);
});
