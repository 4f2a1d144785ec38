import { pageThreeContact } from "#lib/sandbox/seed/persons-of-note.ts"
import { expect, expectAccessible, signIn, test } from "./support/test.ts"

test("tasks that are refused alone close what writes tasks, with the reason, and open once one goes through", async ({
  page,
  desk,
}) => {
  test.setTimeout(180_000)
  await signIn(page, "admin", `/contacts/${pageThreeContact().id}`)
  const due = page.getByRole("region", { name: "Due next" })
  const add = due.getByRole("button", { name: "Add follow-up" })
  const complete = due.getByRole("button", { name: "Complete Before it was refused" })
  const followUp = async (title: string) => {
    await add.click()
    await due.getByLabel("What is to be done").fill(title)
    await due.getByRole("button", { name: "Add task" }).click()
  }
  await followUp("Before it was refused")
  await expect(complete).toBeEnabled({ timeout: 30_000 })
  await desk.control.addFault({ kind: "status", status: 403, method: "POST", path: "/tasks$" })
  await followUp("Kept until it can be added")
  await expect(due).toContainText("does not let Caredesk’s access token write tasks", {
    timeout: 60_000,
  })
  await expect(add).toBeDisabled()
  await expect(complete).toBeDisabled()
  await expect(page.getByRole("combobox", { name: "Add tag" })).toBeEnabled()
  await expect(page.getByRole("button", { name: "Edit call notes" })).toBeEnabled()
  await expect(page.getByRole("alert").filter({ hasText: "but not write" })).toHaveCount(0)
  await expectAccessible(page)
  const token = page.getByRole("region", { name: "What the token may do" })
  const tasks = token.getByRole("listitem").filter({ hasText: "Tasks" }).first()
  await page.goto("/connection")
  await expect(tasks).toContainText("No task can be written now")
  await expect(tasks).toContainText("with status 403")
  await expect(token.getByRole("listitem").filter({ hasText: "Writing" })).toContainText("Granted")
  await expectAccessible(page)

  await page.goto("/changes")
  await page.getByRole("button", { name: "Try again" }).click()
  await expect(page.getByText("Nothing is on its way")).toBeVisible()
  await page.goto("/connection")
  await expect(tasks).toContainText("Granted")
  await expect(tasks).not.toContainText("No task can be written now")
  await page.goto(`/contacts/${pageThreeContact().id}`)
  await expect(add).toBeEnabled()
  await expect(complete).toBeEnabled()
  await expect(due).toContainText("Kept until it can be added")
})

test("once a refused change is given up, the connection page knows no more of writing than the buttons do", async ({
  page,
  desk,
}) => {
  test.setTimeout(180_000)
  await signIn(page, "admin")
  const { id } = pageThreeContact()
  const tag = page.getByRole("combobox", { name: "Add tag" })
  const banner = page.getByRole("alert").filter({ hasText: "but not write" })
  const writing = page
    .getByRole("region", { name: "What the token may do" })
    .getByRole("listitem")
    .filter({ hasText: "Writing" })
  await page.goto(`/contacts/${id}`)
  await desk.control.settings({ revokedScopes: ["contacts.write"] })
  await tag.fill("given-up")
  await page.getByRole("option", { name: /given-up/ }).click()
  await expect(banner).toBeVisible({ timeout: 60_000 })
  await page.goto("/connection")
  await expect(writing).toContainText("Missing")
  await page.goto("/changes")
  await page.getByRole("button", { name: "Give up the rest" }).click()
  await expect(page.getByText("Nothing is on its way")).toBeVisible()
  await page.goto(`/contacts/${id}`)
  await expect(tag).toBeEnabled()
  await page.goto("/connection")
  await expect(writing).toContainText("Not known")
  await expect(writing).toContainText("The next write will tell")
  await expectAccessible(page)
  await desk.control.settings({ revokedScopes: [] })
  await page.goto(`/contacts/${id}`)
  await tag.fill("written-again")
  await page.getByRole("option", { name: /written-again/ }).click()
  await expect(page.getByRole("button", { name: "Remove tag written-again" })).toBeEnabled()
  await expect(async () => {
    await page.goto("/connection")
    await expect(writing).toContainText("Granted", { timeout: 3_000 })
  }).toPass({ timeout: 60_000 })
})
