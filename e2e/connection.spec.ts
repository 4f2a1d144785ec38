import type { Locator, Page } from "@playwright/test"
import { pageThreeContact } from "#lib/sandbox/seed/persons-of-note.ts"
import { pictures } from "./support/pictures.ts"
import { postExample } from "./support/review.ts"
import { expect, expectAccessible, signIn, test } from "./support/test.ts"

/** The stopped change of a test ends written, so that it says nothing to the next one. */
async function endStopped(page: Page) {
  await page.goto("/changes")
  await page.getByRole("button", { name: "Try again" }).click()
  await expect(page.getByText("Nothing is on its way")).toBeVisible()
}

test("an administrator sees what the token may do, and which scope is missing", async ({
  page,
  desk,
}) => {
  await desk.control.settings({ revokedScopes: ["locations/customFields.readonly"] })
  await signIn(page, "admin", "/connection")
  const token = page.getByRole("region", { name: "What the token may do" })
  const row = (name: string) => token.getByRole("listitem").filter({ hasText: name })
  await expect(row("Custom field definitions")).toContainText("Missing")
  await expect(row("Custom field definitions")).toContainText("neither shown nor written")
  for (const name of ["List of contacts", "Notes", "Tasks", "Appointments"]) {
    await expect(row(name).first()).toContainText("Granted")
  }
  await expect(page.getByText(/by Caredesk$/)).toBeVisible()
  await expect(page.getByRole("region", { name: "Form of notes" })).toContainText(
    /Not known yet|Notes are written as plain text/,
  )
  const failures = page.getByRole("region", { name: "Last failures" })
  await expect(failures).toContainText("GET /locations/{id}/customFields")
  await expect(failures).toContainText("by the app")
  await expectAccessible(page)
  expect((await desk.control.journal()).flatMap(({ effects }) => effects)).toEqual([])
})

test("the last failures are still told of after a restart, without an id of a client", async ({
  page,
  desk,
}) => {
  const { id } = pageThreeContact()
  await signIn(page, "admin")
  // The tests before this one left failures of their own.
  const since = new Date()
  const traceId = "7f3c0a52-told-to-support"
  // Of this contact: the connection's own look at some notes must not meet it instead.
  await desk.control.addFault({
    kind: "status",
    status: 422,
    method: "GET",
    path: `/contacts/${id}/notes$`,
    body: { statusCode: 422, message: "Unprocessable", traceId },
  })
  await page.goto(`/contacts/${id}`)
  await expect(page.getByText("GoHighLevel refused the request").first()).toBeVisible()
  const failure = page
    .getByRole("region", { name: "Last failures" })
    .getByRole("listitem")
    .filter({ hasText: /GET \/contacts\/\{id\}\/notes(?!\/)/ })
    .first()
  await page.goto("/connection")
  await expect(failure).toBeVisible()
  let kept: unknown[] = []
  // The app is stopped for it, and gives up what it had in its memory.
  await desk.inStore(async (store) => {
    const ours = "select * from ghl_failures where status = 422 and at >= $1"
    kept = (await store.query(ours, [since])).rows
  })
  expect(kept).toHaveLength(1)
  expect(JSON.stringify(kept)).not.toContain(id)
  await page.goto("/connection")
  await expect(failure).toContainText("status 422")
  await expect(failure).toContainText(
    "Look at the record in GoHighLevel, or tell an administrator.",
  )
  await expect(failure).toContainText(traceId)
  await expectAccessible(page)
})

test("the budget is told now, today and over the day, with what others took of it", async ({
  page,
  desk,
}) => {
  await signIn(page, "admin")
  const budget = page.getByRole("region", { name: "Requests" })
  /** A record is read from GHL each time, and an answer tells what is left; what came before a reset is old. */
  const hear = async () => {
    await page.goto(`/contacts/${pageThreeContact().id}`)
    await expect(page.getByRole("combobox", { name: "Add tag" })).toBeEnabled()
    await page.goto("/connection")
  }
  const figure = async (words: RegExp) => {
    await expect(budget).toContainText(words)
    const text = (await budget.textContent()) ?? ""
    return Number(words.exec(text)?.[1]?.replaceAll(",", ""))
  }
  const figures = async () => ({
    used: await figure(/([\d,]+) of 200,000 used/),
    others: await figure(/([\d,]+) by others/),
    ours: await figure(/([\d,]+) by Caredesk/),
  })
  await hear()
  const before = await figures()
  const taken = 40
  expect(await desk.control.spend(taken)).toBe(taken)
  // The next answers tell what is left, and so what somebody else has taken.
  await hear()
  await expect(budget).toContainText(/\d+ of 100 used, \d+ of them by others/)
  await expect(budget).toContainText(/[\d,]+ of 200,000 used; [\d,]+ kept for changes/)
  const after = await figures()
  // The probe's own calls are in it.
  expect(after.used - before.used).toBeGreaterThan(taken)
  expect(after.used - before.used).toBeLessThan(taken + 60)
  expect(after.others - before.others).toBeGreaterThan(taken / 2)
  expect(after.ours).toBeGreaterThan(before.ours)
  // Nobody reads the picture aloud: what it shows is looked at by its size.
  const most = (of: Locator, side: "width" | "height") =>
    of.evaluateAll(
      (all, name) => Math.max(...all.map((one) => one.getBoundingClientRect()[name])),
      side,
    )
  const bars = budget.locator("figure > div").first()
  expect(await most(bars.locator(".bg-accent"), "height")).toBeGreaterThan(0)
  expect(await most(bars.locator(".bg-warn-text"), "height")).toBeGreaterThan(0)
  for (const label of [/^Now, in/, /^Today$/]) {
    const meter = budget.getByText(label).locator("xpath=following-sibling::span/span")
    expect(await most(meter, "width")).toBeGreaterThan(0)
  }
  await expectAccessible(page)
})

test("a coordinator does not reach the connection page", async ({ page }) => {
  await signIn(page)
  await expect(page.getByRole("link", { name: "Connection" })).toHaveCount(0)
  expect((await page.goto("/connection"))?.status()).toBe(403)
})

test("everybody is told within a minute that the token is refused, and when it is taken again", async ({
  page,
  desk,
}) => {
  test.setTimeout(180_000)
  await signIn(page)
  await expect(page.getByRole("row").nth(1)).toBeVisible()
  await desk.control.settings({ tokenRevoked: true })
  const banner = page.getByRole("alert").filter({ hasText: "refuses Caredesk’s access token" })
  await expect(banner).toBeVisible({ timeout: 60_000 })
  await expectAccessible(page)
  await desk.control.settings({ tokenRevoked: false })
  await expect(banner).toBeHidden({ timeout: 60_000 })
})

const NO_READING = "Caredesk's access token lacks the scope contacts.readonly in GoHighLevel."
const readBanner = (page: Page) =>
  page.getByRole("alert").filter({ hasText: "does not let Caredesk read contacts" })

test("without the right to read contacts an open record closes what writes, with the reason, and opens by itself", async ({
  page,
  desk,
}) => {
  test.setTimeout(240_000)
  await signIn(page)
  const { id } = pageThreeContact()
  await page.goto(`/contacts/${id}`)
  const tag = page.getByRole("combobox", { name: "Add tag" })
  const button = (name: string) => page.getByRole("button", { name, exact: true })
  await button("Edit call notes").click()
  const notes = page.getByRole("textbox", { name: "Call notes" })
  await notes.fill("Typed before it was refused.")
  await expect(tag).toBeEnabled()
  await expect(button("Save")).toBeEnabled()
  // Tasks that come later are refused, and nothing is to be added to them.
  await expect(button("Add follow-up")).toBeEnabled()
  await desk.control.settings({ revokedScopes: ["contacts.readonly"] })
  await tag.fill("kept-for-later")
  await page.getByRole("option", { name: /kept-for-later/ }).click()
  await expect(page.getByText("as it lacks the scope contacts.readonly").first()).toBeVisible()
  const polled = () => page.waitForResponse((answer) => answer.url().endsWith("/api/connection"))
  expect(await (await polled()).json()).toMatchObject({
    readsRefusedSince: expect.any(String),
    writesRefused: null,
  })
  await expect(readBanner(page)).toContainText("lacks the scope contacts.readonly")
  for (const section of ["tags", "call-notes", "due-next"]) {
    await expect(page.locator(`#${section}`)).toContainText(
      "Nothing can be written now: Caredesk’s access token lacks the scope contacts.readonly",
    )
  }
  for (const name of ["Save", "Add follow-up", "Lifecycle step"]) {
    await expect(button(name)).toBeDisabled()
  }
  await expect(tag).toBeDisabled()
  // The draft needs no reading.
  await notes.fill("Typed while it is refused.")
  await expect(page.getByText("Draft kept.")).toBeVisible()
  await expect(page.getByRole("alert").filter({ hasText: "but not write" })).toHaveCount(0)
  await expectAccessible(page)
  await pictures(page, "no-reading-record", page.getByRole("heading", { level: 1 }))

  await desk.control.settings({ revokedScopes: [] })
  await expect(readBanner(page)).toBeHidden({ timeout: 90_000 })
  await expect(tag).toBeEnabled()
  await expect(button("Save")).toBeEnabled()
  await expect(notes).toHaveValue("Typed while it is refused.")
  await button("Discard").click()
  await button("Discard text").click()
  await expect(notes).toBeHidden()
  await endStopped(page)
})

test("without the right to read contacts a review closes by itself, and table, search, record and review name the scope", async ({
  page,
  desk,
}) => {
  test.setTimeout(300_000)
  await signIn(page, "coordinator", "/reviews")
  const { id } = await postExample(desk, 0)
  await page.goto(`/reviews/${id}`)
  const approve = page.getByRole("button", { name: "Approve", exact: true })
  await expect(approve).toBeEnabled()
  // Nobody does anything: the desk's own look meets it.
  await desk.control.settings({ revokedScopes: ["contacts.readonly"] })
  await expect(readBanner(page)).toBeVisible({ timeout: 90_000 })
  await expect(approve).toBeDisabled()
  await expect(page.getByText("Nothing can be approved now:")).toContainText(
    "lacks the scope contacts.readonly in GoHighLevel, and each contact is read before",
  )
  for (const name of ["Reject", "Return"]) {
    await expect(page.getByRole("button", { name, exact: true })).toBeEnabled()
  }
  await expectAccessible(page)
  await page.goto(`/reviews/${id}`)
  await expect(page.getByRole("alert").filter({ hasText: NO_READING })).toBeVisible()
  await expect(
    page.getByText(`The contact cannot be read, so nothing can be approved. ${NO_READING}`),
  ).toBeVisible()
  await page.getByRole("tab", { name: "Record" }).click()
  await expect(page.getByText(`The record could not be read. ${NO_READING}`)).toBeVisible()
  await expect(page.getByRole("button", { name: "Reject", exact: true })).toBeEnabled()
  await expectAccessible(page)

  await page.goto(`/contacts/${pageThreeContact().id}`)
  const told = page.getByRole("alert").filter({ hasText: NO_READING })
  await expect(told).toContainText("An administrator can add it there")
  await expectAccessible(page)
  // Rows that are in memory are shown for a minute.
  await expect(async () => {
    await page.goto("/contacts")
    await expect(told).toBeVisible({ timeout: 5_000 })
  }).toPass({ timeout: 100_000 })
  await page.getByRole("searchbox").fill("a")
  await expect(told).toBeVisible()
  await expectAccessible(page)

  await desk.control.settings({ revokedScopes: [] })
  await expect(readBanner(page)).toBeHidden({ timeout: 90_000 })
  await page.goto(`/reviews/${id}`)
  await expect(approve).toBeEnabled()
})

test("a 403 to a write is told as such, not as a missing scope", async ({ page, desk }) => {
  await signIn(page)
  const { id } = pageThreeContact()
  await page.goto(`/contacts/${id}`)
  await desk.control.addFault({ kind: "status", status: 403, method: "POST", path: "/tags$" })
  await page.getByRole("combobox", { name: "Add tag" }).fill("kept-for-later")
  await page.getByRole("option", { name: /kept-for-later/ }).click()
  const banner = page.getByRole("alert").filter({ hasText: "lets Caredesk read, but not write" })
  await expect(banner).toContainText("token write in this location")
  await expect(banner).not.toContainText("scope")
  await expect(page.locator("#tags")).toContainText("write in this location")
  await endStopped(page)
  await expect(banner).toBeHidden()
})

test("a token that was moved to another location is told as that, to everybody and on the connection page", async ({
  page,
  desk,
}) => {
  test.setTimeout(180_000)
  await signIn(page, "admin", "/connection")
  const banner = page.getByRole("alert").filter({ hasText: "does not belong to this location" })
  const token = page.getByRole("region", { name: "What the token may do" })
  const list = token.getByRole("listitem").filter({ hasText: "List of contacts" })
  await expect(list).toContainText("Granted")
  await desk.control.addFault({
    kind: "status",
    status: 403,
    path: "^/(contacts|locations)",
    count: 500,
  })
  await expect(banner).toBeVisible({ timeout: 60_000 })
  await page.goto("/connection")
  await expect(list).toContainText("Refused")
  await expect(list).toContainText("does not belong to this location")
  await expect(token).not.toContainText("Missing")
  await expectAccessible(page)
  await desk.control.clearFaults()
  await expect(banner).toBeHidden({ timeout: 60_000 })
})

test("without the right to write, what writes is closed with the reason, and opens once a write works", async ({
  page,
  desk,
}) => {
  await signIn(page)
  const { id } = pageThreeContact()
  await page.goto(`/contacts/${id}`)
  await desk.control.settings({ revokedScopes: ["contacts.write"] })
  await page.getByRole("combobox", { name: "Add tag" }).fill("kept-for-later")
  await page.getByRole("option", { name: /kept-for-later/ }).click()
  const banner = page.getByRole("alert").filter({ hasText: "lets Caredesk read, but not write" })
  await expect(banner).toBeVisible()
  for (const section of ["tags", "call-notes", "due-next"]) {
    await expect(page.locator(`#${section}`)).toContainText("lacks the scope contacts.write")
  }
  await expect(page.getByRole("button", { name: "Edit call notes" })).toBeDisabled()
  await expect(page.getByRole("button", { name: "Add follow-up" })).toBeDisabled()
  await expect(page.getByRole("button", { name: "Lifecycle step" })).toBeDisabled()
  await expect(page.getByRole("combobox", { name: "Add tag" })).toBeDisabled()
  await expectAccessible(page)

  await desk.control.settings({ revokedScopes: [] })
  await page.goto("/changes")
  await page.getByRole("button", { name: "Try again" }).click()
  await expect(banner).toBeHidden()
  await page.goto(`/contacts/${id}`)
  await expect(page.getByRole("button", { name: "Edit call notes" })).toBeEnabled()
  await expect(page.getByRole("button", { name: "Remove tag kept-for-later" })).toBeVisible()
})
