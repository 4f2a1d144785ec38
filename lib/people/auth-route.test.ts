import { NextRequest } from "next/server"
import { beforeEach, expect, test, vi } from "vitest"
import { GET, POST } from "#app/api/auth/[...nextauth]/route.ts"
import { log } from "#lib/log.ts"
import { authOptions } from "./auth.ts"

/** In place of the sign-in library: what it is asked, with the body as it reads it. */
const library = vi.hoisted(() => vi.fn())
vi.mock("next-auth", () => ({
  default: () => async (request: NextRequest) => {
    library(request.nextUrl.pathname, await request.text(), request.headers.get("cookie"))
    return new Response("answered")
  },
}))
// Cannot be loaded outside of Next.
vi.mock("next/navigation", () => ({}))
beforeEach(() => {
  library.mockClear()
})

const FORM = "application/x-www-form-urlencoded"
const ask = (method: "GET" | "POST", path: string, body = "", type = FORM) =>
  (method === "GET" ? GET : POST)(
    new NextRequest(`http://localhost:3000/api/auth/${path}`, {
      method,
      headers: { "content-type": type, cookie: "a=b" },
      ...(method === "GET" ? {} : { body }),
    }),
    { params: Promise.resolve({ nextauth: path.split("/") }) },
  )

test.each([
  ["GET", "csrf"],
  ["GET", "providers"],
  ["GET", "session"],
  ["GET", "signin"],
  ["GET", "error"],
  ["POST", "callback/credentials"],
  ["POST", "signout"],
] as const)("%s %s reaches the library, as it was sent", async (method, path) => {
  const body = method === "POST" ? "email=a%40b.c&password=%C3%A9" : ""
  expect((await ask(method, path, body)).status).toBe(200)
  expect(library.mock.calls).toEqual([[`/api/auth/${path}`, body, "a=b"]])
})

test.each([
  ["POST", "_log"],
  ["POST", "session"],
  ["POST", "signin/credentials"],
  ["POST", "callback/other"],
  ["POST", "callback/credentials/more"],
  ["GET", "_log"],
  ["GET", "verify-request"],
  ["GET", "signout"],
  ["GET", "callback/credentials"],
] as const)("%s %s is no address", async (method, path) => {
  expect((await ask(method, path, "code=words")).status).toBe(404)
  expect(library).not.toHaveBeenCalled()
})

test("no body beyond the limit is read, and none that is not a form", async () => {
  expect((await ask("POST", "signout", "x".repeat(16_001))).status).toBe(413)
  expect((await ask("POST", "signout", "{", "application/json")).status).toBe(415)
  expect(library).not.toHaveBeenCalled()
})

test("a longest email and password in any writing are within the limit", async () => {
  const body = new URLSearchParams({ email: "é".repeat(320), password: "漢".repeat(1_024) })
  expect((await ask("POST", "callback/credentials", body.toString())).status).toBe(200)
})

test("of what the library reports, its own codes alone are logged", () => {
  const told = vi.spyOn(log, "warn").mockImplementation(() => {})
  const { logger } = authOptions()
  for (const code of ["JWT_SESSION_ERROR", "a stranger's words", "A\nB"]) {
    logger?.error?.(code, new Error("x"))
  }
  expect(told.mock.calls.map(([fields]) => fields)).toEqual([{ code: "JWT_SESSION_ERROR" }, {}, {}])
})
