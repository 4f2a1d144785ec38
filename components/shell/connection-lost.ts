/**
 * In the words of Chromium, Firefox and Safari; the last two are React's for an answer that ended too
 * early, in development and in production (https://react.dev/errors/412).
 */
const WORDS =
  /network error|input stream|load failed|failed to fetch|connection closed|react error #412\b/i

/**
 * Whether a page failed because its answer broke off on the way, as when Caredesk is started anew. What
 * failed on the server carries a digest, and is not meant.
 */
export function isConnectionLost(error: Error & { digest?: string }): boolean {
  return !error.digest && WORDS.test(error.message)
}
