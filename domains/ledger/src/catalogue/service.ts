import { z } from "zod";
import { behaviour, Id, Label, record } from "./parts.ts";

export const QuestionAsked = z.looseObject({
  question: Id,
  text: z.string().max(4000).exactOptional(),
  intent: Label.exactOptional(),
});
export const QuestionAnswered = z.looseObject({
  question: Id,
  by: z.enum(["person", "ai", "rule"]),
  resolved: z.boolean().exactOptional(),
});

export const service = {
  question_asked: behaviour(QuestionAsked),
  question_answered: record(QuestionAnswered),
};
