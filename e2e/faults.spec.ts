import { testWith } from "./support/desk-with.ts"
import { approve, writeBack } from "./support/review.ts"
import { expect, signIn } from "./support/test.ts"
import {
  approveAndEdit,
  editBefore,
  flawsOfConflict,
  flawsOfWritten,
  killAt,
  onWrite,
  openDraft,
  WRITES,
} from "./support/write-faults.ts"

/** A desk with a proxy before its sandbox, so that a test can stand between a write and its answer. */
const test = testWith({ TAG_HOLD_SECONDS: "2" }, { store: "pglite", proxied: true })

test.beforeEach(async ({ desk, page }) => {
  desk.proxy.intercept = null
  await signIn(page, "coordinator", "/reviews")
})

for (const [index, write] of WRITES.entries()) {
  test.describe(`the write “${write.name}” of an approval`, () => {
    test("ends written once when the connection drops after its effect", async ({ desk, page }) => {
      const draft = await openDraft(desk, page)
      onWrite(desk, write, async (forward) => {
        await forward()
        return "drop"
      })
      await approve(page)
      await expect(writeBack(page, "Saved")).toBeVisible({ timeout: 30_000 })
      expect(await flawsOfWritten(desk, draft)).toEqual([])
    })

    test("ends written once when it is answered 422 after its effect", async ({ desk, page }) => {
      const draft = await openDraft(desk, page)
      await desk.control.addFault({
        kind: "status-after",
        status: 422,
        method: write.method,
        path: write.path.source.replace("$", "(\\?.*)?$"),
      })
      await approve(page)
      await expect(writeBack(page, "Saved")).toBeVisible({ timeout: 30_000 })
      expect(await flawsOfWritten(desk, draft)).toEqual([])
    })

    for (const when of ["before", "after"] as const) {
      test(`ends written once when the app is killed ${when} its effect`, async ({
        desk,
        page,
      }) => {
        const draft = await openDraft(desk, page)
        await killAt(desk, page, write, when)
        await expect(writeBack(page, "Saved")).toBeVisible({ timeout: 15_000 })
        expect(await flawsOfWritten(desk, draft)).toEqual([])
      })
    }

    test("overwrites nothing that somebody else wrote just before it", async ({ desk, page }) => {
      const draft = await openDraft(desk, page)
      if (index === 0) {
        await approveAndEdit(desk, page, draft)
        await expect(writeBack(page, "Conflict")).toBeVisible({ timeout: 30_000 })
        await expect(page.getByRole("region", { name: "In GoHighLevel now" })).toContainText(
          "travelling until May",
        )
        expect(await flawsOfConflict(desk, draft)).toEqual([])
      } else {
        editBefore(desk, index, draft.body.contactId)
        await approve(page)
        await expect(writeBack(page, "Saved").or(writeBack(page, "Conflict"))).toBeVisible({
          timeout: 30_000,
        })
        if (await writeBack(page, "Conflict").isVisible()) {
          // The call notes were changed between their write and its read-back: a person decides.
          await page.getByRole("button", { name: "Keep what is in GoHighLevel" }).click()
          await expect(writeBack(page, "Saved")).toBeVisible({ timeout: 30_000 })
        }
        expect(await flawsOfWritten(desk, draft, { callNotes: true, tagAndNote: true })).toEqual([])
      }
    })
  })
}

test.describe("with the fresh read switched off", () => {
  const blind = testWith(
    { TAG_HOLD_SECONDS: "2", TEST_SKIP_FRESH_READ: "1" },
    { store: "pglite", proxied: true },
  )

  blind("the same checks find text overwritten", async ({ desk, page }) => {
    const draft = await openDraft(desk, page)
    await approveAndEdit(desk, page, draft)
    await expect(writeBack(page, "Saved")).toBeVisible({ timeout: 30_000 })
    expect(await flawsOfConflict(desk, draft)).toContain(
      "the other person's call notes were overwritten",
    )
  })

  blind("the other guards stay: a lost answer makes no second note", async ({ desk, page }) => {
    const draft = await openDraft(desk, page)
    onWrite(desk, WRITES[3], async (forward) => {
      await forward()
      return "drop"
    })
    await approve(page)
    await expect(writeBack(page, "Saved")).toBeVisible({ timeout: 30_000 })
    expect(await flawsOfWritten(desk, draft)).toEqual([])
  })
})
