import { test as base } from "@playwright/test"
import { Desk } from "./app.ts"

/** Tests that each have an app of their own, with nothing in its inbox. */
export const test = base.extend<{ own: Desk }>({
  own: async ({}, use) => {
    const desk = await Desk.open()
    await use(desk)
    await desk.close()
  },
  baseURL: async ({ own }, use) => use(own.url),
})
