import { expect, type Page } from "@playwright/test"
import { exampleDrafts } from "#lib/sandbox/example-drafts.ts"
import type { Desk } from "./app.ts"

let runs = 0

/** Posts the nth example draft under a run id of its own; answers the body and the draft's id. */
export async function postExample(desk: Desk, n: number) {
  const body = exampleDrafts()[n]
  if (!body) throw new Error(`there is no example draft ${n}`)
  const id = await desk.postDraft({ ...body, runId: `e2e-${process.pid}-${Date.now()}-${++runs}` })
  return { id, body }
}

/** Approves the draft on the screen, with its question, and sees the write-back begin. */
export async function approve(page: Page) {
  await page.getByRole("button", { name: "Approve", exact: true }).click()
  await page.getByRole("alertdialog").getByRole("button", { name: "Approve and write" }).click()
  await expect(page.getByRole("region", { name: /Approved summary/ })).toBeVisible()
}

/** The write-back on the screen, with the state it ended in. */
export const writeBack = (page: Page, state: "Saved" | "Conflict" | "Stopped" | "Checking") =>
  page
    .getByRole("region", { name: /Approved summary/ })
    .filter({ has: page.getByText(state, { exact: true }) })
