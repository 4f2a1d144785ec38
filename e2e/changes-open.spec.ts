import { approve, postExample } from "./support/review.ts"
import { expect, signIn, test } from "./support/test.ts"

test.use({ store: "pglite" })

test.beforeEach(({ page }) => signIn(page, "coordinator", "/reviews"))

test("a held change is cancelled on the page of changes, and nothing of it is written", async ({
  desk,
  page,
}) => {
  const { id, body } = await postExample(desk, 0)
  const before = await desk.control.truth(body.contactId)
  await desk.whileHeldLong(async () => {
    await page.goto(`/reviews/${id}`)
    await approve(page)
    await page.goto("/changes")
    const card = page
      .getByRole("article", { name: /Approved summary: saving/ })
      .filter({ has: page.getByText("Held", { exact: true }) })
    await expect(card.getByText(/^Sent in \d+ s$/)).toBeVisible()
    await card.getByRole("button", { name: "Cancel" }).click()
    await expect(card).toHaveCount(0)
    await expect(
      page.getByRole("article", { name: "Approved summary: Cancelled" }).first(),
    ).toBeVisible()
  }, 50)
  expect(await desk.control.truth(body.contactId)).toEqual(before)
  expect((await desk.control.journal()).filter((entry) => entry.effects.length > 0)).toEqual([])
  await page.goto(`/reviews/${id}`)
  await expect(page.getByRole("button", { name: "Approve", exact: true })).toBeEnabled()
})

test("a change in doubt can be looked at again or ended by hand, and is not sent once more", async ({
  desk,
  page,
}) => {
  const { id, body } = await postExample(desk, 4)
  const path = `/contacts/${body.contactId}/notes`
  const ours = async () =>
    (await desk.control.truth(body.contactId))?.notes.filter((note) =>
      note.body.includes(body.analysis.slice(0, 60)),
    )
  // Held before it is dropped: time to let the reads fail that would settle the doubt.
  await desk.control.addFault({ kind: "drop-after", method: "POST", path, delayMs: 5_000 })
  await page.goto(`/reviews/${id}`)
  await approve(page)
  await expect.poll(ours).toHaveLength(1)
  await desk.control.addFault({ kind: "status", status: 500, method: "GET", path, count: 1_000 })

  await page.goto("/changes")
  const card = page
    .getByRole("article", { name: /Approved summary: saving/ })
    .filter({ has: page.getByText("Checking", { exact: true }) })
  await expect(card).toBeVisible()
  const again = card.getByRole("button", { name: "Look again" })
  const byHand = card.getByRole("button", { name: "Done by hand" })
  await expect(again).toBeEnabled()
  await expect(byHand).toBeEnabled()
  // It may have got there: to give it up would tell that it had not.
  await expect(card.getByRole("button", { name: /Cancel|Give up/ })).toHaveCount(0)

  const looks = async () =>
    (await desk.control.journal()).filter(
      (entry) => entry.method === "GET" && entry.path.startsWith(path),
    ).length
  const before = await looks()
  await again.click()
  await expect.poll(looks).toBeGreaterThan(before)
  await expect(card).toBeVisible()

  // While Caredesk looks it says so, and does nothing.
  await expect(async () => {
    if (await card.isVisible()) await byHand.click({ timeout: 2_000 })
    await expect(card).toHaveCount(0, { timeout: 3_000 })
  }).toPass()
  const finished = page
    .getByRole("article", { name: "Approved summary: Saved" })
    .filter({ hasText: "The note was left to be done by hand." })
  await expect(finished.first()).toBeVisible()

  await desk.control.clearFaults()
  await page.goto(`/reviews/${id}`)
  await expect(page.getByText(/The note was left to be done by hand\./).first()).toBeVisible()
  expect(await ours()).toHaveLength(1)
  const sent = (await desk.control.journal()).filter(
    (entry) => entry.method === "POST" && entry.path.startsWith(path),
  )
  expect(sent).toHaveLength(1)
})
