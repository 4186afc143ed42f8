import type { Refusal } from "@zhongshu/kernel";

export const signInFirst: Refusal = {
  code: "session.missing",
  status: 401,
  message: { zh: "还没有登录，或者登录已过期。", en: "You are not signed in, or no longer." },
  next: { zh: "请用手机号重新登录。", en: "Sign in with your phone number." },
};

export const inboxClosed: Refusal = {
  code: "inbox.closed",
  status: 401,
  message: {
    zh: "这台手机还没有打开过收件箱，或者已经过期。",
    en: "This phone has not opened the inbox yet, or no longer.",
  },
  next: {
    zh: "在微信里跟店主说一声“请发我收件箱链接”，点开就能进。",
    en: "Ask the shop owner for a link to your inbox, and open it here.",
  },
};

export const noSuchShop: Refusal = {
  code: "shop.not-found",
  status: 404,
  message: { zh: "找不到这家店铺。", en: "There is no such shop among yours." },
  next: { zh: "请在店铺列表里重新选择。", en: "Choose a shop from your list again." },
};

export const denied: Refusal = {
  code: "permission.denied",
  status: 403,
  message: { zh: "你的角色不能做这件事。", en: "Your role does not allow this." },
  next: { zh: "请联系管理员开通权限。", en: "Ask an administrator for the permission." },
};

export const foreignOrigin: Refusal = {
  code: "request.foreign-origin",
  status: 403,
  message: {
    zh: "这个请求来自别的网站，没有执行。",
    en: "This request came from another site and was not carried out.",
  },
  next: { zh: "请直接在本产品页面里操作。", en: "Do it from the product's own pages." },
};

export const unknownHost: Refusal = {
  code: "request.unknown-host",
  status: 400,
  message: { zh: "访问地址不是本产品的域名。", en: "This host name is not one of ours." },
  next: {
    zh: "请用正确的网址打开；新域名请设置 ZHONGSHU_URL。",
    en: "Open the right address; for a new domain set ZHONGSHU_URL.",
  },
};

export const notFound: Refusal = {
  code: "request.not-found",
  status: 404,
  message: { zh: "没有这个地址。", en: "There is nothing at this address." },
  next: {
    zh: "请检查网址；接口列表见 /openapi.json。",
    en: "Check it; /openapi.json lists the API.",
  },
};

export const tooLarge = (limit: number): Refusal => ({
  code: "body.too-large",
  status: 413,
  message: {
    zh: `内容超过上限 ${limit} 字节。`,
    en: `The body is over the limit of ${limit} bytes.`,
  },
  next: { zh: "请拆小后再发。", en: "Send it in smaller parts." },
});

export const notJson: Refusal = {
  code: "body.not-json",
  status: 400,
  message: { zh: "请求体不是 UTF-8 的 JSON 对象。", en: "The body is not a JSON object in UTF-8." },
  next: { zh: "请发送 {…} 形式的 JSON。", en: "Send JSON of the form {…}." },
};

export const notJsonType: Refusal = {
  code: "body.type",
  status: 415,
  message: { zh: "这里只接受 JSON。", en: "Only JSON is accepted here." },
  next: {
    zh: "请加上 content-type: application/json。",
    en: "Send it with content-type: application/json.",
  },
};

export const brokenOff: Refusal = {
  code: "request.broken-off",
  status: 400,
  message: { zh: "请求没有发完，连接就断了。", en: "The connection ended before the request did." },
  next: { zh: "请检查网络后重新发送。", en: "Check the network and send it again." },
};

export const tooSlow: Refusal = {
  code: "request.too-slow",
  status: 408,
  message: { zh: "请求发得太慢，没有等到它发完。", en: "The request took too long to come in." },
  next: { zh: "请检查网络后重新发送。", en: "Check the network and send it again." },
};

export const tooMuchComing: Refusal = {
  code: "request.too-much-coming",
  status: 503,
  message: {
    zh: "同时发来的内容太多，这个请求没有接收。",
    en: "Too much is coming in at once: this request was not taken.",
  },
  next: { zh: "请稍后重新发送。", en: "Send it again in a moment." },
};

export const badHead: Refusal = {
  code: "request.bad-head",
  status: 400,
  message: {
    zh: "请求行、请求头或分块长度不合 HTTP 规范。",
    en: "The request line, a header or the length of a chunk is not HTTP.",
  },
  next: {
    zh: "请用标准的 HTTP 客户端发送，并检查 Host、Content-Length 和 Transfer-Encoding。",
    en: "Send it with an ordinary HTTP client; check Host, Content-Length and Transfer-Encoding.",
  },
};

export const headTooLarge: Refusal = {
  code: "request.head-too-large",
  status: 431,
  message: { zh: "请求头太大。", en: "The headers are too large." },
  next: {
    zh: "请清除本站的 Cookie 或缩短网址后重试。",
    en: "Clear this site's cookies, or shorten the address, and try again.",
  },
};

export const pagesMissing: Refusal = {
  code: "pages.not-built",
  status: 503,
  message: { zh: "网页还没有构建好。", en: "The pages are not built yet." },
  next: { zh: "请稍等片刻，或运行 npm start。", en: "Wait a moment, or run npm start." },
};
