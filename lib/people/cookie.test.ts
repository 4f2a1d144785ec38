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

test("a cookie that is not ours, is broken or holds no session's id is none", async () => {
  const { sessionIdIn } = await servedAt("https://desk.example.org")
  const secret = String(process.env.AUTH_SECRET)
  const sessionId = "11111111-1111-4111-8111-111111111111"
  const ours = await encode({ token: { sessionId }, secret })
  expect(await sessionIdIn(ours)).toBe(sessionId)
  for (const cookie of [
    undefined,
    "",
    "junk",
    `${ours.slice(0, -2)}AA`,
    await encode({ token: { sessionId }, secret: `${secret}!` }),
    await encode({ token: { sessionId: "' or 1=1" }, secret }),
    await encode({ token: { sessionId }, secret, maxAge: -60 }),
  ]) {
    expect(await sessionIdIn(cookie), String(cookie)).toBeNull()
  }
})
