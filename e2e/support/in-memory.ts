import type { Page } from "@playwright/test"
import { test as base } from "@playwright/test"
import { Desk } from "./app.ts"

/** Tests of an app that keeps the location in memory, as it does unless it is told otherwise. */
export const test = base.extend<{ freshSandbox: undefined }, { limit: string; memory: Desk }>({
  /** SNAPSHOT_LIMIT of the app; the sandbox has 51 contacts. */
  limit: ["", { option: true, scope: "worker" }],
  memory: [
    async ({ limit }, use) => {
      const desk = await Desk.open({ SNAPSHOT_LIMIT: limit })
      await use(desk)
      await desk.close()
    },
    { scope: "worker", timeout: 180_000 },
  ],
  baseURL: async ({ memory }, use) => use(memory.url),
  freshSandbox: [
    async ({ memory }, use) => {
      await memory.control.clearFaults()
      await memory.control.reset()
      // What the app has in memory is of the sandbox before.
      await memory.kill()
      await memory.start()
      await use(undefined)
    },
    { auto: true },
  ],
})

/** Chooses a field by a part of its name in a picker. */
export async function pickField(page: Page, picker: string, name: string) {
  await page.getByRole("combobox", { name: picker, exact: true }).last().fill(name)
  await page
    .getByRole("option", { name: new RegExp(`^${name}`, "i") })
    .first()
    .click()
}
