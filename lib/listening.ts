/** Where the app listens. `hostname`: an IPv6 address without brackets. */
export type Listening = { hostname: string; port: number }

/** Where the app listens, from HOST and PORT, else on this machine alone and at the port of its address. */
export function listening(from: Record<string, string | undefined>, appUrl: string): Listening {
  return {
    hostname: (from.HOST || "127.0.0.1").replace(/^\[(.*)\]$/, "$1"),
    port: Number(from.PORT || new URL(appUrl).port) || 3000,
  }
}

/** What listens everywhere is asked on this machine alone. */
const ASKED_AT: Record<string, string> = { "0.0.0.0": "127.0.0.1", "::": "::1" }

/** The address at which a program on the same machine reaches the app. */
export function addressHere({ hostname, port }: Listening): string {
  const host = ASKED_AT[hostname] ?? hostname
  return `http://${host.includes(":") ? `[${host}]` : host}:${port}`
}
