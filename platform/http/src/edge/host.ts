/** Names by which a machine calls itself. */
export const isLoopbackHost = (hostname: string): boolean =>
  hostname === "localhost" ||
  hostname.endsWith(".localhost") ||
  hostname === "[::1]" ||
  /^127(?:\.\d{1,3}){3}$/.test(hostname);

export const isLoopbackAddress = (address: string): boolean =>
  address === "::1" || /^(?:::ffff:)?127(?:\.\d{1,3}){3}$/i.test(address);

const isAddress = (hostname: string): boolean =>
  hostname.startsWith("[") || /^\d{1,3}(?:\.\d{1,3}){3}$/.test(hostname);

/**
 * Is this a name that is ours? Someone else's name pointing at our address (DNS rebinding) is not; a bare
 * address cannot be someone else's name.
 */
export const knownHost = (hostname: string, ours: readonly string[]): boolean =>
  isLoopbackHost(hostname) || isAddress(hostname) || ours.includes(hostname);
