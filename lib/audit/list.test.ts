import { sql } from "drizzle-orm"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { people } from "#lib/db/schema/people.ts"
import type { Db, Store } from "#lib/db/store.ts"
import { testBackends } from "#lib/db/testing/stores.ts"
import { fingerprint } from "./fingerprint.ts"
import { auditPeople, concerns, listAuditEvents } from "./list.ts"
import { recordAudit } from "./record.ts"

describe.each(testBackends())("the audit trail on $name", ({ open }) => {
  let store: Store
  let db: Db
  let personId = ""

  beforeAll(async () => {
    store = await open()
    db = store.db
    const [person] = await db
      .insert(people)
      .values({ email: "one@clinic.example", name: "Person One", role: "admin", passwordHash: "-" })
      .returning()
    personId = person?.id ?? ""
    for (let n = 0; n < 5; n++) {
      await recordAudit(db, {
        actor: "person",
        personId,
        action: "contact.opened",
        contactId: `c${n}`,
      })
    }
    await recordAudit(db, { actor: "pipeline", action: "draft.received", contactId: "c1" })
    // A group must not match another whose name it begins.
    await recordAudit(db, {
      actor: "person",
      personId,
      action: "contacts.listed",
      detail: { count: 2, contactIds: ["c5", "c9"] },
    })
  })
  afterAll(() => store.close())

  const actions = async (filter: Parameters<typeof listAuditEvents>[1]) =>
    (await listAuditEvents(db, filter)).rows.map((row) => row.action)

  test("is listed newest first, with the person's name", async () => {
    const { rows } = await listAuditEvents(db, {})
    expect(rows).toHaveLength(7)
    expect(rows[0]).toMatchObject({
      action: "contacts.listed",
      personName: "Person One",
      detail: { count: 2 },
    })
    expect(rows[1]).toMatchObject({ actor: "pipeline", personName: null })
  })

  test("is filtered by group, person, contact and time", async () => {
    expect(await actions({ group: "contact" })).toHaveLength(5)
    expect(await actions({ group: "contacts" })).toEqual(["contacts.listed"])
    expect(await actions({ contactId: "c1" })).toEqual(["draft.received", "contact.opened"])
    expect(await actions({ personId })).toHaveLength(6)
    expect(await actions({ personId, contactId: "c1" })).toEqual(["contact.opened"])
    expect(await actions({ to: new Date(Date.now() - 60_000) })).toEqual([])
    expect(await actions({ from: new Date(Date.now() - 60_000) })).toHaveLength(7)
  })

  test("tells of a contact also what delivered it among others", async () => {
    expect(await actions({ contactId: "c9" })).toEqual(["contacts.listed"])
    expect(await actions({ contactId: "c9", group: "contact" })).toEqual([])
    expect(await actions({ contactId: "c" })).toEqual([])
  })

  test("finds a contact among others over an index", async () => {
    const plan = await db.transaction(async (tx) => {
      // A table of seven rows is read whole, if that is possible.
      await tx.execute(sql`set local enable_seqscan = off`)
      await tx.execute(sql`set local enable_indexscan = off`)
      return tx.execute(sql`explain select id from audit_events where ${concerns("c9")}`)
    })
    expect(JSON.stringify(plan)).toContain("audit_contacts_in_detail")
  })

  test("is read page by page, each event once", async () => {
    const seen: number[] = []
    let before: number | undefined
    do {
      const page = await listAuditEvents(db, { before }, 3)
      seen.push(...page.rows.map((row) => row.id))
      before = page.next ?? undefined
    } while (before)
    expect(seen).toHaveLength(7)
    expect(new Set(seen).size).toBe(7)
  })

  test("offers its people to the filter", async () => {
    expect(await auditPeople(db)).toEqual([{ id: personId, name: "Person One" }])
  })
})

test("a fingerprint tells texts apart and does not hold them", () => {
  expect(fingerprint("HbA1c 5.6 %")).toBe(fingerprint("HbA1c 5.6 %"))
  expect(fingerprint("HbA1c 5.6 %")).not.toBe(fingerprint("HbA1c 5.7 %"))
  expect(fingerprint("HbA1c 5.6 %")).not.toContain("5.6")
})
