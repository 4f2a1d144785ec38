import { testWith } from "./support/desk-with.ts"
import { postExample } from "./support/review.ts"
import { painted, takeShifts, watchShifts } from "./support/shifts.ts"
import { expectSteady, LIMIT } from "./support/steady.ts"
import { PLACES } from "./support/steady-places.ts"
import { expect, signIn } from "./support/test.ts"

/** The proxy keeps what GHL answers back until the page was painted without it. */
const test = testWith({}, { proxied: true })

test.beforeEach(async ({ desk, page }) => {
  desk.proxy.intercept = null
  await signIn(page, "admin", "/reviews")
})

for (const { name, address, late, whole } of PLACES) {
  test(`nothing that can be pressed moves while ${name} arrives`, async ({ desk, page }) => {
    const path = await address(desk, page)
    await expectSteady(desk, page, { address: path, late: late(page), whole })
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
