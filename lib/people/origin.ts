import { isLoopback } from "#lib/env.ts"

/**
 * Whether a request that changes something comes from our own pages. Next lets an action through
 * when Origin is absent, so absence is a refusal here. A loopback APP_URL stands for all names of
 * this machine on the same port.
 */
export function isOwnOrigin(origin: string | null, appUrl: string): boolean {
  if (!origin || !URL.canParse(origin)) return false
  const from = new URL(origin)
  const own = new URL(appUrl)
  if (from.origin === own.origin) return true
  return (
    isLoopback(appUrl) &&
    isLoopback(origin) &&
    from.port === own.port &&
    from.protocol === own.protocol
  )
}
