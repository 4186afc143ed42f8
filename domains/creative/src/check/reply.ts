/** Words that ask for an answer: there must be somewhere to write it. */
const ANSWER =
  /回复|[回答](?:[个我]|一下|一声|话)|[说喊吱吼报](?:一[声嗓下]|[声个])|(?:跟|和|对)我[说讲]|告诉我|[喊找问]我|私我|私信|留言|登记|接龙|举手|举个|开麦|打字|用文字|反馈|@我|[随直][时接]问|(?:一个|给个)(?:字|表情)|提问|采访|(?<!健)在吗|在忙吗|有空吗|最近好吗/;

/** The first word that asks for an answer; null when none does. */
export const answerAskedIn = (words: string): string | null => ANSWER.exec(words)?.[0] ?? null;
