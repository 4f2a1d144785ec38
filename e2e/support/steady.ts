import { expect, type Locator, type Page } from "@playwright/test"
import type { Desk } from "./app.ts"
import { painted, takeShifts, watchShifts } from "./shifts.ts"
import { allShown } from "./test.ts"

/** The sum of shifts that a page may have: less than a line that pushes a page down by itself. */
export const LIMIT = 0.003

type Opened = {
  address: string
  /** Stands there once what arrives late has arrived. */
  late: Locator
  /** The page waits for GHL, and comes whole. */
  whole?: boolean
}

/**
 * Opens a page of which each part is painted before the next one arrives: first what needs nothing of
 * GHL, then what the page brings from there, then what the browser asks for.
 */
async function openInParts(desk: Desk, page: Page, { address, late, whole = false }: Opened) {
  const fromGhl = Promise.withResolvers<void>()
  const asked = Promise.withResolvers<void>()
  if (whole) fromGhl.resolve()
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

/**
 * Opens a page in parts on a wide screen and on a narrow one, and sees that nothing that can be pressed
 * moves until what comes late stands there. `before` each time it is opened.
 */
export async function expectSteady(
  desk: Desk,
  page: Page,
  { before, ...opened }: Opened & { before?: () => Promise<void> },
) {
  await watchShifts(page)
  for (const width of [1440, 390]) {
    await before?.()
    await page.setViewportSize({ width, height: 900 })
    await openInParts(desk, page, opened)
    const shifts = await takeShifts(page)
    const sum = shifts.reduce((total, { value }) => total + value, 0)
    expect(sum, `${width} pixels wide: ${JSON.stringify(shifts, null, 2)}`).toBeLessThan(LIMIT)
  }
}
