import { encode } from "next-auth/jwt"
import { afterEach, expect, test, vi } from "vitest"

afterEach(() => {
  vi.unstubAllEnvs()
  vi.resetModules()
})

/** The cookie's module as a process has it whose people open this address. */
async function servedAt(address: string) {
  vi.resetModules()
  vi.stubEnv("APP_URL", address)
  return import("./cookie.ts")
}

test("behind https the session's cookie is bound to the host, secure, and out of reach of scripts", async () => {
  const { sessionCookie } = await servedAt("https://desk.example.org")
  expect(sessionCookie()).toEqual({
    name: "__Host-caredesk-session",
    options: { secure: true, httpOnly: true, sameSite: "lax", path: "/" },
  })
})

/**
 * The cookie with the first character of one of its parts changed, once for each part. The last one of a
 * part is no good for this: some of its bits stand for nothing, so another letter may be the same bytes.
 */
function alteredInEachPart(cookie: string): string[] {
  const parts = cookie.split(".")
  return parts.flatMap((part, at) =>
    part === ""
      ? []
      : [parts.with(at, `${part.startsWith("A") ? "B" : "A"}${part.slice(1)}`).join(".")],
  )
}

test("a cookie that is not ours, is broken or holds no session's id is none", async () => {
  const { sessionIdIn } = await servedAt("https://desk.example.org")
  const secret = String(process.env.AUTH_SECRET)
  const sessionId = "11111111-1111-4111-8111-111111111111"
  const ours = await encode({ token: { sessionId }, secret })
  expect(await sessionIdIn(ours)).toBe(sessionId)
  expect(alteredInEachPart(ours)).toHaveLength(4)
  for (const cookie of [
    undefined,
    "",
    "junk",
    ...alteredInEachPart(ours),
    await encode({ token: { sessionId }, secret: `${secret}!` }),
    await encode({ token: { sessionId: "' or 1=1" }, secret }),
    await encode({ token: { sessionId }, secret, maxAge: -60 }),
  ]) {
    expect(await sessionIdIn(cookie), String(cookie)).toBeNull()
  }
})
