import { expect, test } from "vitest"
import config from "../../next.config.ts"

/** What the build adds to every answer of a path, as its rules are written. */
async function addedTo(source: string): Promise<Record<string, string>> {
  const rules = (await config.headers?.()) ?? []
  const matching = rules.filter((rule) => rule.source === source)
  return Object.fromEntries(matching.flatMap(({ headers }) => headers.map((h) => [h.key, h.value])))
}

test("signing out tells the browser to forget what it kept", async () => {
  expect(await addedTo("/api/auth/signout")).toEqual({ "Clear-Site-Data": '"cache", "storage"' })
})

test("all answers hold browsers to https for a year, subdomains too, and out of frames", async () => {
  expect(await addedTo("/:path*")).toMatchObject({
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
  })
})

test("no source map and no image optimiser is served", () => {
  expect(config).toMatchObject({
    productionBrowserSourceMaps: false,
    poweredByHeader: false,
    images: { unoptimized: true },
  })
})
