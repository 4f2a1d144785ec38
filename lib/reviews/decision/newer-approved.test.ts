import { eq } from "drizzle-orm"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { type Desk, openDesk } from "#lib/changes/testing/desk.ts"
import { decisions } from "#lib/db/schema/reviews.ts"
import { testBackends } from "#lib/db/testing/stores.ts"
import type { Ghl } from "#lib/ghl/types.ts"
import type { Person } from "#lib/people/sessions.ts"
import { type ExampleDraft, exampleDrafts } from "#lib/sandbox/example-drafts.ts"
import { idOf } from "#lib/sandbox/seed/ids.ts"
import { DEFAULT_SEED } from "#lib/sandbox/seed/labs.ts"
import { approve } from "../decide.ts"
import { onScreen, posted, rowOf } from "../testing/review-world.ts"
import { reviewer } from "../testing/reviewers.ts"
import type { Approval } from "./approval.ts"

const holder = globalThis as { caredeskGhl?: Ghl }

/** The example whose client has two lab documents. */
const EXAMPLE = 5
const REPORT = exampleDrafts()[EXAMPLE]?.source.documentId ?? ""
const PHOTO = idOf("document", DEFAULT_SEED, 11, "photo")
const ago = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString()
const [EARLY, LATE] = [ago(2), ago(1)]
const USUAL: Approval["confirmed"] = ["unopened", "fast"]

describe.each(testBackends())("a newer draft that was approved before, on $name", ({ open }) => {
  let desk: Desk
  let robin: Person
  let dana: Person
  beforeAll(async () => {
    process.env.TAG_HOLD_SECONDS = "0"
    desk = await openDesk(open)
    holder.caredeskGhl = desk.ghl
    robin = await reviewer(desk.store.db, "Robin Hale")
    dana = await reviewer(desk.store.db, "Dana Quill")
  })
  afterAll(async () => {
    delete holder.caredeskGhl
    await desk.close()
  })

  const post = (summary: string, documentId: string, createdAt?: string) =>
    posted(desk.store.db, EXAMPLE, {
      summary,
      analysis: "In short, all is well.",
      source: { documentId },
      createdAt,
    } as unknown as Partial<ExampleDraft>)

  const decide = async (draftId: string, person: Person, confirmed = USUAL) =>
    approve(
      desk.store.db,
      await onScreen(desk.store.db, draftId, person, { confirmed, keeping: "replace" }),
      person,
    )

  /** Approves a draft and sees it written. */
  async function written(draftId: string, person: Person, confirmed = USUAL) {
    const answer = await decide(draftId, person, confirmed)
    if (answer.outcome !== "approved") throw new Error(JSON.stringify(answer))
    expect((await desk.ended(answer.changeId)).status).toBe("done")
  }

  test.each([
    ["made later", LATE, EARLY],
    ["arrived later", undefined, undefined],
  ] as const)("is asked about when it was %s and its summary stands", async (how, late, early) => {
    const { db } = desk.store
    const first = how === "made later" ? await post("Newer one.", PHOTO, late) : null
    const older = await post("Older one.", REPORT, early)
    const newer = first ?? (await post("Newer one.", PHOTO, late))
    await written(newer, dana)

    const asked = await decide(older, robin)
    expect(asked).toMatchObject({
      outcome: "ask-again",
      questions: [...(USUAL ?? []), "newer-approved"],
      newerApproved: { by: "Dana Quill", at: (await rowOf(db, newer)).decidedAt?.toISOString() },
    })
    expect((await rowOf(db, older)).status).toBe("waiting")
    await written(older, robin, [...(USUAL ?? []), "newer-approved"])
    const [kept] = await db.select().from(decisions).where(eq(decisions.draftId, older))
    expect(kept?.flags.askedAgain).toContain("newer-approved")
  })

  test("is not asked about where the older one came first, or nothing of it is lost", async () => {
    const older = await post("Older, approved first.", REPORT, EARLY)
    const newer = await post("Newer, approved second.", PHOTO, LATE)
    await written(older, robin)
    await written(newer, dana)

    const same = await post("Newer, approved second.  \r\n", REPORT, EARLY)
    await written(same, robin)

    const last = await post("Older than what somebody edited.", REPORT, EARLY)
    const { contactId } = await rowOf(desk.store.db, last)
    await desk.edit(contactId, { fields: { "contact.call_notes": "Newer, but edited by hand." } })
    await written(last, robin)
  })
})
