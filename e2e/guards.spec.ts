import { readFileSync } from "node:fs"
import { z } from "zod"
import { expect, signIn, test } from "./support/test.ts"

/** Server actions of the build, by id. What Next's own manifest names, nothing can hide from. */
const actionIds = (): string[] => {
  const manifest = z
    .object({ node: z.record(z.string(), z.unknown()) })
    .parse(JSON.parse(readFileSync(".next/server/server-reference-manifest.json", "utf8")))
  return Object.keys(manifest.node)
}

/** Paths of all pages and handlers of the build, parameters filled in with something harmless. */
const paths = (): { page: boolean; path: string }[] => {
  const manifest = z
    .record(z.string(), z.string())
    .parse(JSON.parse(readFileSync(".next/app-path-routes-manifest.json", "utf8")))
  return Object.entries(manifest)
    .filter(([, route]) => !route.startsWith("/_") && !route.startsWith("/api/auth"))
    .map(([file, route]) => ({
      page: file.endsWith("/page"),
      path: route.replaceAll(/\[(\.\.\.)?[^\]]+\]/g, "00000000-0000-4000-8000-000000000000"),
    }))
}

const OPEN_PAGES = ["/login", "/setup"]
const OPEN_HANDLERS = ["/api/health", "/icon.svg"]

test("signed out, every page sends to the sign-in and every handler answers 401", async ({
  request,
}) => {
  const all = paths()
  expect(all.length).toBeGreaterThan(8)
  for (const { page, path } of all) {
    const read = await request.get(path, { maxRedirects: 0 })
    if (OPEN_PAGES.includes(path) || OPEN_HANDLERS.includes(path)) {
      expect(read.status(), path).toBe(200)
    } else if (page) {
      expect(read.status(), path).toBe(307)
      expect(read.headers().location, path).toMatch(
        path === "/" ? /^\/contacts/ : /^\/login\?next=/,
      )
    } else if (read.status() === 405) {
      const write = await request.post(path, {
        data: {},
        headers: { origin: new URL(read.url()).origin },
      })
      expect(write.status(), path).toBe(401)
    } else {
      expect(read.status(), path).toBe(401)
    }
  }
})

test("a header that once skipped middleware opens nothing", async ({ request }) => {
  for (const { path } of paths().filter(
    ({ path }) => ![...OPEN_PAGES, ...OPEN_HANDLERS].includes(path),
  )) {
    const answer = await request.get(path, {
      maxRedirects: 0,
      headers: {
        "x-middleware-subrequest": "proxy:proxy:proxy:proxy:proxy",
        rsc: "1",
        "next-router-prefetch": "1",
      },
    })
    const body = await answer.text()
    expect(body, path).not.toContain("@example")
    expect([307, 401, 405], path).toContain(answer.status())
  }
})

test.describe("every server action", () => {
  const call = (origin: string | null) => (id: string) => ({
    headers: {
      "next-action": id,
      "content-type": "text/plain;charset=UTF-8",
      accept: "text/x-component",
      ...(origin === null ? {} : { origin }),
    },
    data: "[{}]",
  })

  test("refuses a person who is signed out", async ({ request, desk }) => {
    expect(actionIds().length).toBeGreaterThanOrEqual(14)
    for (const id of actionIds()) {
      // Posted to a page that has none of them: Next sends each on to the page that has it.
      const answer = await request.post("/login", call(desk.url)(id))
      // Setup's own action is open, and refuses input that carries no good link.
      expect(await answer.text(), id).toMatch(/"kind":"signed-out"|"validationErrors"/)
    }
  })

  test("refuses a request without an Origin, and one from another site", async ({ page, desk }) => {
    await signIn(page)
    for (const id of actionIds()) {
      const without = await page.request.post("/contacts", call(null)(id))
      expect(await without.text(), id).toMatch(/did not come from Caredesk/)
      const foreign = await page.request.post("/contacts", call("https://evil.example")(id))
      expect(await foreign.text(), id).not.toMatch(/"data":/)
      expect(foreign.ok() && (await foreign.text()).includes('"data"'), id).toBe(false)
    }
    expect(await desk.control.journal()).not.toContainEqual(
      expect.objectContaining({ method: "PUT" }),
    )
  })
})

test("pages and refusals carry the security headers", async ({ page, request }) => {
  await signIn(page)
  for (const path of ["/contacts", "/nowhere", "/api/health", "/api/contacts"]) {
    for (const client of [page.request, request]) {
      const headers = (await client.get(path, { maxRedirects: 0 })).headers()
      expect(headers["x-content-type-options"], path).toBe("nosniff")
      expect(headers["referrer-policy"], path).toBe("no-referrer")
      expect(headers["strict-transport-security"], path).toContain("max-age=31536000")
      if (!path.startsWith("/api")) {
        const policy = headers["content-security-policy"]
        for (const part of [
          "object-src 'none'",
          "base-uri 'none'",
          "frame-ancestors 'none'",
          "'strict-dynamic'",
        ]) {
          expect(policy, path).toContain(part)
        }
      }
    }
  }
})

test("the sign-in library answers what the sign-in needs, and no stranger writes to the log by it", async ({
  request,
  desk,
}) => {
  for (const path of ["csrf", "providers", "session"]) {
    expect((await request.get(`/api/auth/${path}`)).status(), path).toBe(200)
  }
  for (const path of ["signin", "error"]) {
    const answer = await request.get(`/api/auth/${path}`, { maxRedirects: 0 })
    expect(answer.headers().location, path).toMatch(/\/login/)
  }
  const words = "a stranger wrote this"
  const form = { code: words, message: words, error: words }
  for (const path of ["_log", "session", "signin/credentials", "callback/other", "csrf", "error"]) {
    expect((await request.post(`/api/auth/${path}`, { form })).status(), path).toBe(404)
    const json = await request.post(`/api/auth/${path}`, { data: form })
    expect(json.status(), path).toBe(404)
  }
  for (const path of ["_log", "verify-request", "callback/credentials", "signout"]) {
    expect((await request.get(`/api/auth/${path}?error=x`)).status(), path).toBe(404)
  }
  for (const path of ["callback/credentials", "signout"]) {
    const long = await request.post(`/api/auth/${path}`, {
      form: { email: words, password: "x".repeat(16_000) },
    })
    expect(long.status(), path).toBe(413)
    const broken = await request.post(`/api/auth/${path}`, {
      headers: { "content-type": "application/json" },
      data: Buffer.from(`{"email": ${words}`),
    })
    expect(broken.status(), path).toBe(415)
  }
  expect(desk.output).not.toContain(words)
})
