import { pickField, test } from "./support/in-memory.ts"
import { expect, expectAccessible, signIn } from "./support/test.ts"

test("a list that gives fewer contacts than it counts is not called all of them", async ({
  page,
  memory,
}) => {
  const contacts = ["Ada", "Grace"].map((firstNameRaw, n) => ({ id: `listed${n}`, firstNameRaw }))
  await memory.control.addFault({
    kind: "status",
    status: 200,
    path: "^/contacts/\\?",
    count: 1_000,
    body: { contacts, meta: { total: 51, startAfter: null, startAfterId: null } },
  })
  await signIn(page)
  await page.getByRole("button", { name: "Sort" }).click()
  await pickField(page, "Field to sort by", "Email")
  await page.keyboard.press("Escape")
  await expect(
    page.getByText("GoHighLevel counts 51 contacts but lists only 2 of them."),
  ).toBeVisible()
  await page.getByRole("button", { name: "Filter" }).click()
  await expect(page.getByText("All 2 contacts that were listed are shown.")).toBeVisible()
  await expectAccessible(page)
})
