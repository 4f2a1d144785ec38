import { randomUUID } from "node:crypto"
import { sql } from "drizzle-orm"
import { describe, expect, test } from "vitest"
import { emptyStores, type OldStore } from "./testing/migrated.ts"

type Row = Record<string, unknown>

/** Written with the columns of the time: the schema of today may not fit an earlier store. */
async function insert(db: OldStore["db"], table: string, row: Row): Promise<void> {
  const columns = sql.join(
    Object.keys(row).map((name) => sql.identifier(name)),
    sql`, `,
  )
  const values = sql.join(
    Object.values(row).map((value) => sql`${value}`),
    sql`, `,
  )
  await db.execute(sql`insert into ${sql.identifier(table)} (${columns}) values (${values})`)
}

const rowsOf = async (db: OldStore["db"], table: string): Promise<Row[]> => {
  const answer: unknown = await db.execute(sql`select * from ${sql.identifier(table)}`)
  return (answer as { rows: Row[] }).rows
}

describe.each(emptyStores())("an earlier version's store on $name", ({ open }) => {
  async function storeAt(tag: string) {
    const store = await open()
    await store.migrate(tag)
    const { db } = store
    const personId = randomUUID()
    await insert(db, "people", {
      id: personId,
      email: "robin@clinic.example",
      name: "Robin",
      role: "coordinator",
      password_hash: "-",
    })
    const draft = async (over: Row) => {
      const id = randomUUID()
      await insert(db, "drafts", {
        id,
        run_id: id,
        body_hash: "-",
        contact_id: "contact",
        summary: "",
        analysis: "",
        tags_to_add: "[]",
        tags_to_remove: "[]",
        ...over,
      })
      return id
    }
    const decision = (draftId: string, over: Row) =>
      insert(db, "decisions", {
        draft_id: draftId,
        contact_id: "contact",
        origin: "pipeline",
        kind: "approved",
        person_id: personId,
        flags: "{}",
        edits: 0,
        active_seconds: 0,
        evidence_opened: "[]",
        ai_share: 1,
        summary_hmac: "exact",
        analysis_hmac: "exact",
        ...over,
      })
    return { ...store, draft, decision }
  }

  test("keeps typed reasons only as long as the texts: 0007 clears those that were left", async () => {
    const store = await storeAt("0006_merge_drafts")
    const forgotten = await store.draft({
      status: "rejected",
      forgotten_at: "2026-10-01",
      reject_reason_id: "wrong-client",
      reject_reason: "Mrs Example is somebody else.",
    })
    const kept = await store.draft({ status: "rejected", reject_reason: "Dates are wrong." })
    for (const [draftId, text] of [
      [forgotten, "Mrs Example is somebody else."],
      [kept, "Dates are wrong."],
    ] as const) {
      const typed = { reason_id: "wrong-client", reason: text, override_reason: text }
      await store.decision(draftId, { kind: "rejected", ...typed })
    }

    await store.migrate("0007_merged_texts")

    const drafts = await rowsOf(store.db, "drafts")
    expect(drafts.find(({ id }) => id === forgotten)).toMatchObject({
      reject_reason: null,
      reject_reason_id: "wrong-client",
    })
    expect(drafts.find(({ id }) => id === kept)).toMatchObject({
      reject_reason: "Dates are wrong.",
    })
    const decisions = await rowsOf(store.db, "decisions")
    expect(decisions.find(({ draft_id }) => draft_id === forgotten)).toMatchObject({
      reason: null,
      override_reason: null,
      reason_id: "wrong-client",
      summary_hmac: "exact",
      merged: null,
    })
    expect(decisions.find(({ draft_id }) => draft_id === kept)).toMatchObject({
      reason: "Dates are wrong.",
      override_reason: "Dates are wrong.",
    })
    await store.close()
  })

  test("0008 gives accepted texts the fingerprint by which they are known, and lets differences be theirs", async () => {
    const store = await storeAt("0007_merged_texts")
    const found = { origin: "watch", body_hash: "normalised", status: "approved" }
    const accepted = await store.draft(found)
    const edited = await store.draft(found)
    const posted = await store.draft({ status: "approved" })
    await store.decision(accepted, { origin: "watch", kind: "first-accepted" })
    await store.decision(accepted, { origin: "watch", kind: "accepted" })
    await store.decision(edited, { origin: "watch" })
    await store.decision(posted, {})

    await store.migrate()

    const hmacs = (await rowsOf(store.db, "decisions")).map(
      ({ kind, origin, summary_hmac }) => `${origin} ${kind} ${summary_hmac}`,
    )
    expect(hmacs.toSorted()).toEqual([
      "pipeline approved exact",
      "watch accepted normalised",
      "watch approved exact",
      "watch first-accepted normalised",
    ])
    const drift = { contact_id: "contact", kind: "text-changed", what: "Call notes" }
    await insert(store.db, "drifts", { ...drift, decision_id: randomUUID() })
    await expect(insert(store.db, "drifts", drift)).rejects.toThrow()
    await store.close()
  })

  test("0012 counts a merged text that is kept as saved once", async () => {
    const store = await storeAt("0011_version_authors")
    const [changeId, stepId] = [randomUUID(), randomUUID()]
    const personId = (await rowsOf(store.db, "people"))[0]?.id
    await insert(store.db, "changes", {
      ...{ id: changeId, contact_id: "contact", kind: "call-notes" },
      ...{ person_id: personId, status: "conflict" },
    })
    await insert(store.db, "change_steps", {
      ...{ id: stepId, change_id: changeId, position: 0, kind: "set-field", status: "conflict" },
      ...{ label: "Call notes", wanted: "Ours." },
    })
    const typed = { person_id: personId, step_id: stepId, found: "Theirs.", text: "Both." }
    await insert(store.db, "merge_drafts", typed)

    await store.migrate()

    expect(await rowsOf(store.db, "merge_drafts")).toMatchObject([{ ...typed, version: 1 }])
    await store.close()
  })
})
