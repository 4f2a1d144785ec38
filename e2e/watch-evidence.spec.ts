import type { Page } from "@playwright/test"
import { idOf } from "#lib/sandbox/seed/ids.ts"
import { DEFAULT_SEED, type LabReport, labReport, labReports } from "#lib/sandbox/seed/labs.ts"
import { createPerson } from "#lib/sandbox/seed/people.ts"
import type { Desk } from "./support/app.ts"
import { testWith } from "./support/desk-with.ts"
import { answerApproval } from "./support/review.ts"
import { expect, expectAccessible, signIn } from "./support/test.ts"
import { openFoundText, untilInbox } from "./support/watch.ts"

const test = testWith({ WATCH_SECONDS: "1" })

const flags = (page: Page) => page.getByRole("list", { name: "Open flags" })
const tab = (page: Page, name: string) =>
  page.getByRole("tablist", { name: "Evidence" }).getByRole("tab", { name })
const approveButton = (page: Page) => page.getByRole("button", { name: "Approve", exact: true })

/** Writes a text past Caredesk, and opens the item that the watch makes of it. */
async function openFound(desk: Desk, page: Page, n: number, text: string) {
  const { id, firstName, lastName } = createPerson(DEFAULT_SEED, n).contact
  await signIn(page, "coordinator", "/reviews")
  // What stands at the first look is a backlog, which waits elsewhere.
  await untilInbox(page, () =>
    expect(page.getByText("Last looked for unread text in GoHighLevel at")).toBeVisible({
      timeout: 2_000,
    }),
  )
  await desk.control.editAsSomeoneElse(id, { fields: { "contact.call_notes": text } })
  await openFoundText(page, `${firstName} ${lastName}`, text)
  await expect(page.getByLabel(/^Summary/)).toBeEditable()
}

function markersOf(report: LabReport | undefined) {
  const [first, second] = report?.biomarkers ?? []
  if (!report || !first || !second) throw new Error("no such report")
  return { report, first, second }
}

test("an item found by the watch is held against the client's own lab PDF, and asked about until that was opened", async ({
  desk,
  page,
}) => {
  // With one PDF, which is stored with its name.
  const n = 9
  const { id } = createPerson(DEFAULT_SEED, n).contact
  const { report, first, second } = markersOf(
    labReports().find(({ contactId }) => contactId === id),
  )
  const wrong = `${second.name} is 987 ${second.unit}.`
  await openFound(
    desk,
    page,
    n,
    `${first.name} is ${first.value} ${first.unit}. ${wrong} Selenium is 31 ng/mL.`,
  )
  const flag = flags(page).getByRole("button", { name: /987/ })
  await expect(flag).toBeVisible()
  await expect(
    flags(page)
      .getByRole("button", { name: /Selenium|31/ })
      .first(),
  ).toBeVisible()
  await expect(page.locator('[data-verdict="contradicted"]').first()).toBeVisible()
  await expect(page.getByText("The client's name stands in the document.")).toBeVisible()
  await expect(page.getByText("The text stands in this client's own record.")).toBeVisible()
  await expect(page.getByText(/names no (document|lab platform user id) to compare/)).toHaveCount(0)

  const dialog = page.getByRole("alertdialog")
  await approveButton(page).click()
  await dialog
    .getByLabel("Why is it right all the same?")
    .fill("The lab phoned with the corrected value.")
  await dialog.getByRole("button", { name: /^(Approve|Accept)/ }).click()
  await expect(dialog).toContainText("You have not looked at the evidence of this draft")
  await dialog.getByRole("button", { name: "Back" }).click()

  await flag.click()
  await expect(tab(page, "Document")).toHaveAttribute("aria-selected", "true")
  await expect(page.getByText(`${report.fileName}, in `)).toBeVisible()
  const box = page.locator("span[data-lit]").first()
  await expect(box).toBeVisible()
  // The value and its unit, and nothing of what lies between them.
  await expect(page.locator("span[data-lit]")).toHaveCount(2)
  await expectAccessible(page)
  // The words under the light are the marker's own.
  const lit = await box.boundingBox()
  const words = page.locator(".textLayer span").filter({ hasText: second.name }).first()
  const under = await words.boundingBox()
  expect(Math.abs((lit?.y ?? 0) - (under?.y ?? 99))).toBeLessThan(12)

  await approveButton(page).click()
  await dialog
    .getByLabel("Why is it right all the same?")
    .fill("The lab phoned with the corrected value.")
  await dialog.getByRole("button", { name: /^(Approve|Accept)/ }).click()
  await expect(async () => {
    if (await page.getByText(/Approved .*by Robin Hale/).isVisible()) return
    await expect(dialog).not.toContainText("You have not looked at the evidence", { timeout: 200 })
    await dialog.getByRole("button", { name: /all the same$/ }).click({ timeout: 1_000 })
    expect(await page.getByText(/Approved .*by Robin Hale/).isVisible()).toBe(true)
  }).toPass({ timeout: 30_000 })
})

test("of several files the person chooses, and the check goes with the choice", async ({
  desk,
  page,
}) => {
  // With a PDF and a picture behind it, both stored as bare addresses.
  const n = 11
  const { first } = markersOf(labReport(DEFAULT_SEED, createPerson(DEFAULT_SEED, n)))
  await openFound(desk, page, n, `${first.name} is 987 ${first.unit}.`)
  const unread = page.getByText(/The document is a scan or a picture/).first()
  await expect(unread).toBeVisible()
  await tab(page, "Document").click()
  const choice = page.getByRole("combobox", { name: "Document to hold the text against" })
  await choice.click()
  const pdf = page.waitForRequest((request) =>
    request.url().endsWith(`/documents/${idOf("document", DEFAULT_SEED, n, "lab")}`),
  )
  await page.getByRole("option", { name: /^2\. / }).click()
  await pdf
  await expect(flags(page).getByRole("button", { name: /987/ })).toBeVisible()
  await expect(unread).toBeHidden()
  await expect(page.getByText("The client's name stands in the document.")).toBeVisible()
  await expectAccessible(page)

  await approveButton(page).click()
  await answerApproval(page, () => page.getByText(/Approved .*by Robin Hale/).isVisible())
  // Whoever opens it later sees what the reviewer saw.
  await page.reload()
  await expect(page.getByText(/^Held against 2\. /)).toBeVisible()
  await tab(page, "Document").click()
  await expect(choice).toContainText(/^2\. /)
  await expect(unread).toBeHidden()
  await expectAccessible(page)
})

test("a client without a file is told of in words", async ({ desk, page }) => {
  await openFound(desk, page, 40, "Ferritin is 12 ng/mL.")
  await expect(page.getByText(/This text came without evidence/)).toBeVisible()
  await tab(page, "Document").click()
  await expect(
    page.getByText("This client has no file in GoHighLevel to hold the text against."),
  ).toBeVisible()
  await expectAccessible(page)
})
