import { expect, type Page } from "@playwright/test"
import { exampleDrafts } from "#lib/sandbox/example-drafts.ts"
import type { Desk } from "./app.ts"

let runs = 0

/** Posts the nth example draft, with changes, under a run id of its own; answers the body and the draft's id. */
export async function postExample(desk: Desk, n: number, changes: object = {}) {
  const body = exampleDrafts()[n]
  if (!body) throw new Error(`there is no example draft ${n}`)
  const runId = `e2e-${process.pid}-${Date.now()}-${++runs}`
  const id = await desk.postDraft({ ...body, ...changes, runId })
  return { id, body }
}

/**
 * Answers what an approval asks, as a person would: yes, a reason where the sources contradict, and yes
 * once more, since tests read faster than anybody. Ends when it is `done`.
 */
export async function answerApproval(page: Page, done: () => Promise<boolean>) {
  const dialog = page.getByRole("alertdialog")
  const reason = dialog.getByLabel("Why is it right all the same?")
  const yes = dialog.getByRole("button", { name: /^(Approve|Accept)/ })
  await expect(async () => {
    if (await done()) return
    // The dialog may close under our hands: nothing here waits for it to come back.
    if ((await reason.isVisible()) && (await reason.inputValue({ timeout: 1_000 })) === "") {
      await reason.fill("Checked with the lab on the phone.", { timeout: 2_000 })
    }
    if ((await yes.isVisible()) && (await yes.isEnabled({ timeout: 1_000 })))
      await yes.click({ timeout: 2_000 })
    expect(await done()).toBe(true)
  }).toPass({ timeout: 45_000, intervals: [200] })
}

/**
 * Approves the draft on the screen, with its questions, and sees the write-back begin; `over` tells of an
 * app that is gone before it could show that.
 */
export async function approve(page: Page, over: () => boolean = () => false) {
  const writing = page.getByRole("region", { name: /Approved summary/ })
  await page.getByRole("button", { name: "Approve", exact: true }).click()
  await answerApproval(page, async () => over() || writing.isVisible())
}

/** The write-back on the screen, with the state it ended in. */
export const writeBack = (
  page: Page,
  state: "Saved" | "Saved, but the note reads otherwise" | "Conflict" | "Stopped" | "Checking",
) =>
  page
    .getByRole("region", { name: /Approved summary/ })
    .filter({ has: page.getByText(state, { exact: true }) })
