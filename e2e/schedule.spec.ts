import type { Page } from "@playwright/test"
import { pageThreeContact } from "#lib/sandbox/seed/persons-of-note.ts"
import { type Desk, TOKEN } from "./support/app.ts"
import { expect, expectAccessible, signIn, test } from "./support/test.ts"

const { id } = pageThreeContact()
const due = (page: Page) => page.getByRole("region", { name: "Due next" })

const tasksOf = async (desk: Desk) => (await desk.control.truth(id))?.tasks ?? []

test.beforeEach(async ({ page }) => {
  await signIn(page, "coordinator", `/contacts/${id}`)
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

const DUE = "2030-12-02T19:30:00.000Z"

/** What a colleague does to the contact's tasks in GHL. */
async function inGhl(desk: Desk, method: "POST" | "PUT", path: string, task: object) {
  const answer = await fetch(`${desk.sandbox.url}/contacts/${id}/tasks${path}`, {
    method,
    headers: {
      Authorization: `Bearer ${TOKEN}`,
      Version: "2021-07-28",
      "Content-Type": "application/json",
    },
    body: JSON.stringify(task),
  })
  expect(answer.ok).toBe(true)
}

/** Lets what the page sends arrive, and its answer get lost. */
async function losingAnswers(page: Page, act: () => Promise<void>) {
  const address = `**/contacts/${id}`
  await page.route(address, async (route) => {
    if (route.request().method() !== "POST") return route.continue()
    await route.fetch()
    await route.abort()
  })
  await act()
  await page.unroute(address)
}

test("a follow-up whose answer got lost cannot be altered into a second one", async ({
  desk,
  page,
}) => {
  const before = (await tasksOf(desk)).length
  await due(page).getByRole("button", { name: "Add follow-up" }).click()
  const form = page.getByRole("form", { name: "Follow-up task" })
  const title = form.getByLabel("What is to be done")
  await title.fill("Ask about the dose")
  await losingAnswers(page, async () => {
    await form.getByRole("button", { name: "Add task" }).click()
    await expect(form.getByText("It is not known whether the task was added.")).toBeVisible()
  })
  // Other words would be another task.
  await expect(title).not.toBeEditable()
  await expect(form.getByLabel("Due on")).not.toBeEditable()
  await expectAccessible(page)
  await form.getByRole("button", { name: "Add task" }).click()
  await expect(due(page).getByRole("button", { name: "Complete Ask about the dose" })).toBeVisible()
  await expect(form).toBeHidden()
  expect(await tasksOf(desk)).toHaveLength(before + 1)
})

test("what may have been sent is not called unsent: a task, a tag, a step of the lifecycle", async ({
  desk,
  page,
}) => {
  await inGhl(desk, "POST", "", { title: "Call back", dueDate: DUE, completed: false })
  await page.reload()
  await losingAnswers(page, async () => {
    await due(page).getByRole("button", { name: "Complete Call back" }).click()
    await expect(due(page)).toContainText("It is not known whether the task was changed.")
  })
  await losingAnswers(page, async () => {
    await page.getByRole("combobox", { name: "Add tag" }).fill("vip")
    await page.keyboard.press("Enter")
    await expect(page.getByText("It is not known whether the tag was changed.")).toBeVisible()
  })
  await losingAnswers(page, async () => {
    await page.getByRole("button", { name: "Lifecycle step" }).click()
    const dialog = page.getByRole("dialog", { name: "Lifecycle step" })
    await dialog.getByRole("button", { name: "Confirm step" }).click()
    await expect(dialog.getByText("It is not known whether the step was taken.")).toBeVisible()
  })
})

test("a task that was rewritten in GHL meanwhile is not completed unseen", async ({
  desk,
  page,
}) => {
  await inGhl(desk, "POST", "", { title: "Call about iron", dueDate: DUE, completed: false })
  await page.reload()
  await expect(due(page).getByRole("button", { name: "Complete Call about iron" })).toBeEnabled()
  const task = (await tasksOf(desk)).find(({ title }) => title === "Call about iron")
  await inGhl(desk, "PUT", `/${task?.id}`, { title: "Call the lab about iron first" })
  await due(page).getByRole("button", { name: "Complete Call about iron" }).click()
  await expect(due(page)).toContainText("Somebody rewrote it in GoHighLevel meanwhile")
  const again = due(page).getByRole("button", { name: "Complete Call the lab about iron first" })
  await expect(again).toBeEnabled()
  expect((await tasksOf(desk)).find(({ id }) => id === task?.id)?.completed).toBe(false)
  await again.click()
  await expect
    .poll(async () => (await tasksOf(desk)).find(({ id }) => id === task?.id)?.completed)
    .toBe(true)
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
