import type { Locator, Page } from "@playwright/test"
import { postExample } from "./support/review.ts"
import { expect, signIn, test } from "./support/test.ts"

/** The panes of a review in the order of reading; above the result stands what changed, in the same column. */
const panesOf = (page: Page): Locator[] => [
  page.locator("#part-evidence"),
  page.locator("#part-draft"),
  page.locator("#part-result").locator(".."),
]

async function boxOf(pane: Locator) {
  const box = await pane.boundingBox()
  if (!box) throw new Error("The pane is not on the screen")
  return { ...box, right: box.x + box.width, bottom: box.y + box.height }
}

const GAP = 4

test.beforeEach(async ({ desk, page }) => {
  await signIn(page, "coordinator", "/reviews")
  const { id } = await postExample(desk, 1)
  await page.goto(`/reviews/${id}`)
  await expect(page.getByRole("button", { name: "Approve", exact: true })).toBeEnabled()
})

test("at 1440 the three panes of a review stand side by side, none too narrow to read", async ({
  page,
}) => {
  let last: Awaited<ReturnType<typeof boxOf>> | null = null
  for (const pane of panesOf(page)) {
    const box = await boxOf(pane)
    expect(box.y).toBe(last?.y ?? box.y)
    expect(box.x).toBeGreaterThan((last?.right ?? 0) + GAP)
    expect(box.width).toBeGreaterThanOrEqual(300)
    last = box
  }
  expect(last?.right).toBeLessThanOrEqual(1440)
})

test("at 390 the three panes of a review stand below each other, each as wide as the page allows", async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 })
  let last: Awaited<ReturnType<typeof boxOf>> | null = null
  for (const pane of panesOf(page)) {
    const box = await boxOf(pane)
    expect(box.y).toBeGreaterThan((last?.bottom ?? 0) + GAP)
    expect(box.x).toBe(last?.x ?? box.x)
    expect(box.width).toBeGreaterThan(340)
    last = box
  }
})
