import type { Locator, Page } from "@playwright/test"
import { pageThreeContact } from "#lib/sandbox/seed/persons-of-note.ts"
import type { Desk } from "./support/app.ts"
import { testWith } from "./support/desk-with.ts"
import { approve, postExample, writeBack } from "./support/review.ts"
import { painted, takeShifts, watchShifts } from "./support/shifts.ts"
import { allShown, expect, signIn } from "./support/test.ts"

/** The proxy keeps what GHL answers back until the page was painted without it. */
const test = testWith({}, { proxied: true })

/** The sum of shifts that a page may have: less than a line that pushes a page down by itself. */
const LIMIT = 0.003

type Place = {
  name: string
  /** Sees to it that there is something to show; answers the page's address. */
  address: (desk: Desk, page: Page) => Promise<string>
  /** Stands there once what arrives late has arrived. */
  late: (page: Page) => Locator
}

const main = (page: Page) => page.locator("#main")

const PLACES: Place[] = [
  {
    name: "the table of contacts",
    address: async () => "/contacts",
    late: (page) => page.getByRole("row").nth(5).getByRole("link").first(),
  },
  {
    name: "the inbox",
    address: async (desk) => {
      for (const n of [0, 1, 3, 4]) await postExample(desk, n)
      return "/reviews"
    },
    late: (page) => main(page).getByText("Another client’s draft").first(),
  },
  {
    name: "a review",
    address: async (desk) => `/reviews/${(await postExample(desk, 1)).id}`,
    late: (page) => page.getByRole("list", { name: "Open flags" }),
  },
  {
    name: "a record",
    address: async () => `/contacts/${pageThreeContact().id}`,
    late: (page) => page.getByRole("region", { name: "Due next" }).getByText("Blood draw"),
  },
  {
    name: "the page of changes",
    address: async (desk, page) => {
      const { id } = await postExample(desk, 0)
      await page.goto(`/reviews/${id}`)
      await approve(page)
      await expect(writeBack(page, "Saved")).toBeVisible()
      return "/changes"
    },
    late: (page) => page.getByRole("article", { name: "Approved summary: Saved" }).first(),
  },
  {
    name: "the differences",
    address: async () => "/changes/drift",
    late: (page) => page.getByRole("heading", { level: 1 }),
  },
  {
    name: "the audit",
    address: async () => "/audit",
    // Its rows are no rows of a table where it is narrow.
    late: (page) => main(page).locator("time").first(),
  },
  {
    name: "the connection",
    address: async () => "/connection",
    late: (page) => page.getByRole("heading", { name: "Last failures" }),
  },
  {
    name: "the settings of reviews",
    address: async () => "/reviews/settings",
    late: (page) => page.getByRole("button", { name: "Save settings" }),
  },
  {
    name: "the statistics of reviews",
    address: async () => "/reviews/statistics",
    late: (page) => page.getByRole("heading", { level: 1 }),
  },
]

/**
 * Opens a page of which each part is painted before the next one arrives: first what needs nothing of
 * GHL, then what the page brings from there, then what the browser asks for.
 */
async function openInParts(desk: Desk, page: Page, address: string, late: Locator) {
  const fromGhl = Promise.withResolvers<void>()
  const asked = Promise.withResolvers<void>()
  desk.proxy.intercept = async () => {
    await fromGhl.promise
    return "answer"
  }
  await page.route("**/*", async (route) => {
    const request = route.request()
    if (request.method() === "POST" || request.url().includes("/api/")) await asked.promise
    await route.fallback()
  })
  await page.goto(address, { waitUntil: "commit" })
  await page.waitForFunction(() => performance.getEntriesByName("first-contentful-paint").length)
  await painted(page)
  fromGhl.resolve()
  await page.waitForLoadState("load")
  await allShown(page)
  await painted(page)
  asked.resolve()
  await expect(late).toBeVisible()
  await page.waitForLoadState("networkidle")
  await page.unrouteAll()
}

test.beforeEach(async ({ desk, page }) => {
  desk.proxy.intercept = null
  await signIn(page, "admin", "/reviews")
})

for (const { name, address, late } of PLACES) {
  test(`nothing that can be pressed moves while ${name} arrives`, async ({ desk, page }) => {
    const path = await address(desk, page)
    await watchShifts(page)
    for (const width of [1440, 390]) {
      await page.setViewportSize({ width, height: 900 })
      await openInParts(desk, page, path, late(page))
      const shifts = await takeShifts(page)
      const sum = shifts.reduce((total, { value }) => total + value, 0)
      expect(sum, `${width} pixels wide: ${JSON.stringify(shifts, null, 2)}`).toBeLessThan(LIMIT)
    }
  })
}

test("the buttons of a decision stand still while the client's record arrives", async ({
  desk,
  page,
}) => {
  const { id } = await postExample(desk, 1)
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 900 })
    const arrival = Promise.withResolvers<void>()
    await page.route("**/api/reviews/*/contact*", async (route) => {
      await arrival.promise
      await route.continue()
    })
    await page.goto(`/reviews/${id}`)
    const approval = page.getByRole("button", { name: "Approve", exact: true })
    await expect(page.getByText(/^The client’s record is not here yet/)).toBeVisible()
    await expect(page.getByRole("button", { name: "Reject", exact: true })).toBeEnabled()
    const before = await approval.boundingBox()
    arrival.resolve()
    await expect(approval).toBeEnabled()
    expect(await approval.boundingBox()).toEqual(before)
    await page.unrouteAll()
  }
})

test("what is pushed down by a line is seen to move", async ({ page }) => {
  await watchShifts(page)
  await page.goto("/reviews/settings")
  await painted(page)
  await page.evaluate(() => {
    document.querySelector("#main h1")?.insertAdjacentHTML("beforebegin", "<p>One line.</p>")
  })
  const shifts = await takeShifts(page)
  expect(shifts.reduce((total, { value }) => total + value, 0)).toBeGreaterThan(LIMIT)
  expect(shifts.flatMap(({ moved }) => moved).join()).toContain("FORM")
})
