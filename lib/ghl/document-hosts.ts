import "server-only"
import { lookup } from "node:dns/promises"
import { BlockList, isIP } from "node:net"
import { refused } from "./context.ts"

const privateNetworks = new BlockList()
for (const [network, prefix] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["224.0.0.0", 3],
] as const) {
  privateNetworks.addSubnet(network, prefix, "ipv4")
}
for (const [network, prefix] of [
  ["::", 127],
  ["64:ff9b::", 96],
  ["fc00::", 7],
  ["fe80::", 10],
  ["ff00::", 8],
] as const) {
  privateNetworks.addSubnet(network, prefix, "ipv6")
}

/** Whether an address belongs to a private, link-local, loopback or multicast network. */
export function isPrivateAddress(address: string): boolean {
  // BlockList reads ::ffff:10.0.0.1 as the IPv4 address in it.
  return privateNetworks.check(address, isIP(address) === 6 ? "ipv6" : "ipv4")
}

/**
 * Checks that a document may be fetched from this address: from GHL itself, or by https from a host
 * on the list that is not inside a private network. Throws kind `rejected`, or what the signal brings.
 */
export async function checkDocumentAddress(
  address: URL,
  allowed: { baseUrl: string; documentHosts: string[] },
  signal: AbortSignal,
): Promise<void> {
  if (address.origin === new URL(allowed.baseUrl).origin) return
  const no = refused("rejected", "This document is kept at a place this app does not open")
  const host = address.hostname.toLowerCase()
  if (address.protocol !== "https:" || address.port !== "" || address.username !== "") throw no
  if (!allowed.documentHosts.includes(host) || isIP(host.replace(/^\[|\]$/g, "")) !== 0) throw no
  // Only a guard: the connection looks the name up once more, and TLS then proves the host.
  const found = await orAborted(
    lookup(host, { all: true }).catch(() => []),
    signal,
  )
  if (found.some((entry) => isPrivateAddress(entry.address))) throw no
}

/** What is waited for, unless the signal comes first: a lookup takes none itself. */
async function orAborted<T>(awaited: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted()
  const { promise, reject } = Promise.withResolvers<never>()
  const abort = () => reject(signal.reason)
  signal.addEventListener("abort", abort, { once: true })
  try {
    return await Promise.race([awaited, promise])
  } finally {
    signal.removeEventListener("abort", abort)
  }
}
