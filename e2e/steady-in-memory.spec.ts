import { testWith } from "./support/desk-with.ts"
import { expectSteady } from "./support/steady.ts"
import { expect, signIn } from "./support/test.ts"

/** The app keeps the location in memory, as it does unless it is told otherwise. */
const test = testWith({ SNAPSHOT_LIMIT: "" }, { proxied: true })

const counted = (page: Parameters<typeof signIn>[0]) =>
  page
    .getByRole("navigation", { name: "Pages" })
    .getByRole("status")
    .filter({ hasText: "1–20 of 51" })

for (const inMemory of [false, true]) {
  test(`nothing that can be pressed moves while the table arrives and the location ${inMemory ? "is in memory" : "is still to be read"}`, async ({
    desk,
    page,
  }) => {
    desk.proxy.intercept = null
    await signIn(page)
    await expect(counted(page)).toBeVisible()
    await expectSteady(desk, page, {
      address: "/contacts",
      late: counted(page),
      before: async () => {
        if (inMemory) return
        desk.proxy.intercept = null
        await desk.kill()
        await desk.start()
      },
    })
  })
}
