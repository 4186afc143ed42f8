import { businessDay, type Instant, type Refusal, type Text } from "@zhongshu/kernel";

export const MAY_NOT_ACT: Refusal = {
  code: "brain.may-not-act",
  status: 403,
  message: { zh: "你没有执行卡片的权限。", en: "You may not act on cards of this shop." },
  next: { zh: "请店主或管理员给你开通。", en: "Ask the owner or an administrator." },
};
export const NOT_THIS_WAY: Refusal = {
  code: "brain.not-this-way",
  status: 422,
  message: { zh: "这张卡片不能用这种方式发。", en: "This card cannot go out this way." },
  next: { zh: "换一种卡片上列出的方式。", en: "Choose one of the ways that the card names." },
};
export const OF_A_PAST_DAY: Refusal = {
  code: "brain.card-of-a-past-day",
  status: 410,
  message: {
    zh: "这是以前的卡片，现在不一定还对。",
    en: "This card is of an earlier day and may no longer be true.",
  },
  next: { zh: "看看今天的卡片。", en: "Look at today's cards." },
};

const clock = (at: Instant): string => {
  const minutes = Math.floor(at / 60_000) + 480;
  const two = (n: number): string => String(n).padStart(2, "0");
  return `${businessDay(at)} ${two(Math.floor(minutes / 60) % 24)}:${two(minutes % 60)}`;
};

export const alreadySent = (sent: {
  readonly at: Instant;
  readonly execution: string;
}): Refusal => ({
  code: "brain.card-executed",
  status: 409,
  message: {
    zh: `这张卡片 ${clock(sent.at)} 已经执行过了。`,
    en: `This card was already executed at ${clock(sent.at)}.`,
  },
  next: {
    zh: `到“执行”里看它的进度和战报（executions/${sent.execution}）。`,
    en: `See its progress and report under Executions (executions/${sent.execution}).`,
  },
});

export const nobodyToReach = (why: Text | null): Refusal => ({
  code: "brain.nobody-to-reach",
  status: 422,
  message: {
    zh: `这张卡片的人现在一个也发不了${why ? `：${why.zh}` : "。"}`,
    en: `None of the people of this card can be written to now${why ? `: ${why.en}` : "."}`,
  },
  next: {
    zh: "换一种方式，或者先请他们同意接收。",
    en: "Choose another way, or ask for their consent first.",
  },
});
