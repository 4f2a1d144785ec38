import { eq } from "drizzle-orm"
import { describe, expect, test } from "vitest"
import { decisions } from "#lib/db/schema/reviews.ts"
import { controlOf } from "#lib/sandbox/control.ts"
import { exampleDrafts } from "#lib/sandbox/example-drafts.ts"
import { approve } from "../decide.ts"
import { besideSandbox } from "../testing/beside-sandbox.ts"
import { onScreen, posted } from "../testing/review-world.ts"
import { clientQuestion } from "./client-shown.ts"

const client = { name: "Ada Mercer", birthDate: "1961-04-09" }
const nothing = { userId: "unknown", document: "unknown" } as const
const ask = (over: Partial<Parameters<typeof clientQuestion>[0]>) =>
  clientQuestion({ ...nothing, client, documentText: "", sourceText: "", ...over })

describe("whether a draft shows whose it is", () => {
  test("is asked where there is nothing to compare", () => {
    expect(ask({})).toBe("client-unshown")
    expect(ask({ sourceText: "LDL 131 mg/dL" })).toBe("client-unshown")
    expect(ask({ client: { name: null, birthDate: null }, documentText: "Ada Mercer" })).toBe(
      "client-unshown",
    )
  })

  test("is not asked where the user id, the document, the name or the birth date shows it", () => {
    expect(ask({ userId: "match" })).toBeNull()
    expect(ask({ document: "match" })).toBeNull()
    expect(ask({ sourceText: "MERCER, Ada: LDL 131 mg/dL" })).toBeNull()
    expect(ask({ sourceText: "Born 04/09/1961. LDL 131 mg/dL" })).toBeNull()
    expect(
      ask({ document: "match", documentText: "Patient: Mercer, A. DOB 04/09/1961" }),
    ).toBeNull()
  })

  test("is asked of a document that names neither, whatever the ids say", () => {
    const other = { documentText: "Patient: Noor Haddad, born 02/02/1970" }
    expect(ask(other)).toBe("client-not-named")
    expect(ask({ ...other, userId: "match", document: "match" })).toBe("client-not-named")
    // The source text is the pipeline's: it may be of another report than the document.
    expect(ask({ ...other, sourceText: "Ada Mercer" })).toBe("client-not-named")
  })

  test("is not asked of a document where GoHighLevel knows nothing to look for", () => {
    const unnamed = { client: { name: null, birthDate: null }, documentText: "LDL 131 mg/dL" }
    expect(ask({ ...unnamed, document: "match" })).toBeNull()
  })
})

describe("an approval", () => {
  const world = besideSandbox()

  async function askedAgain(draftId: string, question: string) {
    const one = await onScreen(world.store.db, draftId, world.robin, {
      confirmed: ["unopened", "fast"],
    })
    expect(await approve(world.store.db, one, world.robin)).toEqual({
      outcome: "ask-again",
      questions: ["unopened", "fast", question],
    })
    const confirmed = ["unopened", "fast", question] as typeof one.confirmed
    expect((await approve(world.store.db, { ...one, confirmed }, world.robin)).outcome).toBe(
      "approved",
    )
    const [decision] = await world.store.db
      .select()
      .from(decisions)
      .where(eq(decisions.draftId, draftId))
    expect(decision?.flags.askedAgain).toEqual(confirmed)
  }

  test("of a draft with neither user id nor document is asked about once more, and that is kept", async () => {
    const { biomarkers } = exampleDrafts()[0]?.source ?? {}
    const more = { userId: undefined, source: { biomarkers } } as Parameters<typeof posted>[2]
    await askedAgain(await posted(world.store.db, 0, more), "client-unshown")
  })

  test("so is one whose document names another client", async () => {
    const one = exampleDrafts()[0]
    const control = controlOf(world.sandbox.url)
    await control.editAsSomeoneElse(one?.contactId ?? "", {
      contact: { firstName: "Noor", lastName: "Haddad", dateOfBirth: "1970-02-02" },
    })
    await askedAgain(await posted(world.store.db, 0), "client-not-named")
  })

  test("of a draft that shows its client is not", async () => {
    const one = await onScreen(world.store.db, await posted(world.store.db, 2), world.robin)
    expect((await approve(world.store.db, one, world.robin)).outcome).toBe("approved")
  })
})
