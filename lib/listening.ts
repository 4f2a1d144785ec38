/** Where the app listens, from HOST and PORT, else on this machine alone and at the port of its address. */
export function listening(
  from: Record<string, string | undefined>,
  appUrl: string,
): { hostname: string; port: number } {
  return {
    hostname: from.HOST || "127.0.0.1",
    port: Number(from.PORT || new URL(appUrl).port) || 3000,
  }
}
