import { privacyWords as privacy } from "./en-privacy.ts";
import type { Words } from "./zh.ts";

/** Words of the pages that a customer sees. */
export const customerWords: Words["customer"] = {
  privacy,
  inbox: {
    title: "Your inbox",
    titleFor: "For {{name}}",
    entering: "Opening your inbox",
    unread: "New",
    look: "Have a look",
    empty: "No messages yet",
    emptyNext: "What suits you will appear here. Keep this page among your favourites.",
    again: "The connection was lost; connecting again…",
    more: "Only the latest 100 are shown",
    askOwner: "Please send me a new link to my inbox",
    copyAsk: "Copy this for the shop owner",
    justSay: "Only want no more messages? Tell the owner “no more” in the chat; it takes no inbox.",
    stop: "No more messages",
    stopped: "Turned off",
    backOn: "Turn on again",
  },
  offer: {
    until: "valid until {{at}}",
    closed: "Cannot be bought now",
    buy: "Buy it",
    buyHow: "Nothing is paid here. Send this to the shop owner, who will tell you how to buy.",
    again: "Still want it?",
    againHow: "Send this to the shop owner, to be told when it is back.",
    phrase: "I would like “{{title}}”, {{price}}. How do I buy it?",
    phraseUnpriced: "I would like “{{title}}”. What does it cost, and how do I buy it?",
    phraseAgain: "When will “{{title}}” be back? Please tell me.",
    copy: "Copy for the owner",
    copied: "Copied – paste it to the shop owner",
    copyBy: "Press and hold the text above to copy it",
    own: "You work in this shop, so this look is not counted. It is the page that customers see.",
    now: "The price was read just now; what the owner confirms holds. Ask the owner what is left.",
    stop: "No more of these? Tell the owner “no more” in the chat.",
    inbox: "Open my inbox",
  },
  page: {
    language: "\u7b80\u4f53\u4e2d\u6587",
    lost: "No such page",
    lostNext: "Open the link in the shop's message again.",
  },
};
