import type { Refusal } from "@zhongshu/kernel";

export const notAllowed: Refusal = {
  code: "insight.not-allowed",
  status: 403,
  message: { zh: "你没有看这些数据的权限。", en: "You may not see these figures." },
  next: { zh: "请店铺管理员给你开通权限。", en: "Ask an administrator of the shop." },
};
export const notAMonth: Refusal = {
  code: "insight.month",
  status: 422,
  message: { zh: "这个月份还没有开始。", en: "This month has not begun." },
  next: { zh: "选这个月或以前的月份。", en: "Choose this month or an earlier one." },
};
export const badStretch: Refusal = {
  code: "insight.stretch",
  status: 422,
  message: {
    zh: "这段时间不行：最多 366 天，开始不能晚于结束，也不能晚于今天。",
    en: "This stretch does not do: 366 days at most, from a day not after its last and not after today.",
  },
  next: { zh: "换一段时间。", en: "Choose another one." },
};
export const leaderUnknown: Refusal = {
  code: "insight.leader-unknown",
  status: 422,
  message: { zh: "机构里没有这家店。", en: "The organisation has no such shop." },
  next: { zh: "从店铺列表里选团队长。", en: "Choose the leader from the list of shops." },
};
export const leaderInCircle: Refusal = {
  code: "insight.leader-circle",
  status: 422,
  message: {
    zh: "这样会绕成一圈：这家店正带着对方。",
    en: "That would be a circle: this shop stands above the other one.",
  },
  next: { zh: "选一家不归这家店带的店。", en: "Choose a shop that this one does not lead." },
};
export const notPlanned: Refusal = {
  code: "insight.not-planned",
  status: 404,
  message: {
    zh: "没有这条计划，或者它已经生效了。",
    en: "There is no such plan, or it has begun already.",
  },
  next: {
    zh: "已生效的改不了过去；从今天起另设一条。",
    en: "The past stays: set another from today on.",
  },
};
export const planNeeded: Refusal = {
  code: "insight.plan-needed",
  status: 422,
  message: {
    zh: "撤掉它，后面的计划会绕成一圈。",
    en: "Without it a later plan would make a circle.",
  },
  next: { zh: "先撤掉后面的那条计划。", en: "Withdraw the later plan first." },
};
export const pastShare: Refusal = {
  code: "insight.past",
  status: 422,
  message: {
    zh: "不能改过去：已经下的单按当时的规则算。",
    en: "The past stays: orders earn by the rule of their own time.",
  },
  next: { zh: "选现在或以后的时间开始。", en: "Let it begin now or later." },
};
