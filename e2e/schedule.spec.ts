import { pageThreeContact } from "#lib/sandbox/seed/persons-of-note.ts"
import type { Desk } from "./support/app.ts"
import { expect, expectAccessible, signIn, test } from "./support/test.ts"

const { id } = pageThreeContact()
const due = (page: import("@playwright/test").Page) =>
  page.getByRole("region", { name: "Due next" })

const tasksOf = async (desk: Desk) => (await desk.control.truth(id))?.tasks ?? []

test.beforeEach(async ({ page }) => {
  await signIn(page)
  await page.goto(`/contacts/${id}`)
})

test("the next appointment stands in the record, at the clinic's time", async ({ page }) => {
  await expect(due(page)).toContainText("Blood draw")
  await expect(due(page)).toContainText(/8:30 AM/)
  await expect(due(page)).toContainText("confirmed · Draw station")
})

test("a follow-up is added once, shows, is completed, and opened again by Undo", async ({
  desk,
  page,
}) => {
  const before = (await tasksOf(desk)).length
  await due(page).getByRole("button", { name: "Add follow-up" }).click()
  const form = page.getByRole("form", { name: "Follow-up task" })
  await form.getByLabel("What is to be done").fill("Call about iron & <ferritin>")
  await form.getByLabel("Due on").fill("2030-12-02")
  await form.getByLabel("At", { exact: true }).fill("14:30")
  await form.getByLabel("Details").fill("Ask for the dose.")
  await expectAccessible(page)
  await form.getByRole("button", { name: "Add task" }).click()
  await expect(due(page)).toContainText("Call about iron & <ferritin>")
  await expect(due(page)).toContainText(/Dec 2, 2030, 2:30 PM/)
  await expect(form).toBeHidden()
  const made = (await tasksOf(desk)).slice(before)
  expect(made).toMatchObject([
    { title: "Call about iron & <ferritin>", dueDate: "2030-12-02T19:30:00.000Z" },
  ])
  expect(made[0]?.body).toMatch(
    /^Ask for the dose\.\n\nAdded by [\w ]+, coordinator\n\nCaredesk ref \S{9}$/,
  )

  await due(page)
    .getByRole("button", { name: /^Complete Call about iron/ })
    .click()
  await expect(due(page).getByText("Call about iron")).toBeHidden()
  await expect.poll(async () => (await tasksOf(desk)).at(-1)?.completed).toBe(true)
  const toast = page.getByRole("region", { name: "Notifications" })
  await toast.getByRole("button", { name: "Undo" }).click()
  await expect(due(page).getByText("Call about iron")).toBeVisible()
  await expect.poll(async () => (await tasksOf(desk)).at(-1)?.completed).toBe(false)
})

test("an answer that got lost adds no second task", async ({ desk, page }) => {
  const before = (await tasksOf(desk)).length
  await desk.control.addFault({ kind: "drop-after", method: "POST", path: "/tasks" })
  await due(page).getByRole("button", { name: "Add follow-up" }).click()
  await page.getByLabel("What is to be done").fill("Once only")
  await page.getByRole("button", { name: "Add task" }).click()
  await expect(due(page).getByRole("button", { name: "Complete Once only" })).toBeVisible()
  expect(await tasksOf(desk)).toHaveLength(before + 1)
})

test("a task that GHL refuses keeps its words, and says what to do", async ({ desk, page }) => {
  await desk.control.addFault({ kind: "status", status: 422, method: "POST", path: "/tasks" })
  await due(page).getByRole("button", { name: "Add follow-up" }).click()
  await page.getByLabel("What is to be done").fill("Refused at first")
  await page.getByRole("button", { name: "Add task" }).click()
  const notice = due(page).getByRole("region", { name: /Task: saving/ })
  await expect(notice.getByText("Stopped", { exact: true })).toBeVisible()
  await expectAccessible(page)
  await notice.getByRole("button", { name: "Try again" }).click()
  await expect(due(page).getByRole("button", { name: "Complete Refused at first" })).toBeVisible()
})

test("what the token may not read is said where it would stand; the rest works", async ({
  desk,
  page,
}) => {
  await desk.control.addFault({ kind: "status", status: 401, path: "/appointments", count: 100 })
  await page.reload()
  await expect(due(page)).toContainText(
    "Caredesk's access token may not read appointments in GoHighLevel.",
  )
  await expect(due(page).getByRole("heading", { name: "Open tasks" })).toBeVisible()
  await expect(due(page).getByRole("button", { name: "Add follow-up" })).toBeEnabled()
  await expectAccessible(page)
})

test("without the right to read tasks the appointments stand, and no task can be added", async ({
  desk,
  page,
}) => {
  const refusals = [
    {
      status: 401,
      body: { statusCode: 401, message: "The token is not authorized for this scope." },
    },
    { status: 403 },
  ]
  for (const refusal of refusals) {
    await desk.control.clearFaults()
    await desk.control.addFault({ kind: "status", path: "/tasks", count: 100, ...refusal })
    await page.reload()
    await expect(due(page)).toContainText(
      "Caredesk's access token may not read tasks in GoHighLevel.",
    )
    await expect(due(page)).toContainText("Blood draw")
    await expect(due(page).getByRole("button", { name: "Add follow-up" })).toHaveCount(0)
    await expectAccessible(page)
  }
  await desk.control.clearFaults()
  await desk.control.addFault({ kind: "status", status: 403, path: "/appointments", count: 100 })
  await page.reload()
  await expect(due(page)).toContainText(
    "Caredesk's access token may not read appointments in GoHighLevel.",
  )
  await expect(due(page).getByRole("button", { name: "Add follow-up" })).toBeEnabled()
})
