const POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  // antd writes its styles into the page while it runs.
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self' data:",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
];

/** What every answer carries. `imageSources`: hosts of product pictures beside our own. */
export function securityHeaders(
  secure: boolean,
  imageSources: readonly string[],
): Readonly<Record<string, string>> {
  const images = ["img-src 'self' data: blob:", ...imageSources].join(" ");
  return {
    "content-security-policy": [...POLICY, images].join("; "),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
    ...(secure ? { "strict-transport-security": "max-age=31536000" } : {}),
  };
}
