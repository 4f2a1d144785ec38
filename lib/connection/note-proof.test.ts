import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test, vi } from "vitest"
import { until } from "#lib/changes/testing/desk.ts"
import { settings } from "#lib/db/schema/settings.ts"
import { type Db, openStore, type Store } from "#lib/db/store.ts"
import { asAnotherProcess, testBackends } from "#lib/db/testing/stores.ts"
import type { NoteProofStore } from "#lib/ghl/note-proof-store.ts"
import { startNoteAccount } from "#lib/ghl/testing/note-account.ts"
import { clientAt, LOCATION, TOKEN } from "#lib/ghl/testing/wire.ts"
import type { Ghl } from "#lib/ghl/types.ts"
import { sanitised } from "#lib/sandbox/note-body.ts"
import { keepingNoteProof } from "./note-proof.ts"

const CLINICAL = "HbA1c <5.6 % & falling\n\nCaredesk ref 7K2M-Q9XD"
const BEFORE_WRITE = { fresh: true, forWrite: true } as const
const STORED = { plain: (body: string) => body, html: sanitised }

async function account(kind: keyof typeof STORED) {
  const started = await startNoteAccount(STORED[kind], { c1: [] })
  onTestFinished(() => started.close())
  return {
    ...started,
    /** A process of its own at this account. */
    process: (noteProof: NoteProofStore, locationId = LOCATION) =>
      clientAt(started.url, TOKEN, { noteProof, locationId }),
    /** Somebody removes every note, so that none of them tells. */
    clear: () => {
      for (const all of Object.values(started.notes)) all.splice(0)
    },
  }
}

const proofIn = (db: Db) => keepingNoteProof(() => Promise.resolve(db))

/** Writes a note as the engine does: after a fresh read, and read back after it. */
async function written(ghl: Ghl, contactId: string) {
  await ghl.listNotes(contactId, BEFORE_WRITE)
  const { noteId } = await ghl.createNote(contactId, CLINICAL)
  const after = await ghl.listNotes(contactId, BEFORE_WRITE)
  return after.find(({ id }) => id === noteId)?.body
}

const keptProof = (db: Db, locationId = LOCATION) =>
  until("the proof to be kept", () => proofIn(db).read(locationId))

describe.each(testBackends())("the proven form of notes on $name", ({ open }) => {
  let store: Store
  let other: Store

  beforeAll(async () => {
    const opened = await open()
    store = opened
    other = await asAnotherProcess(opened)
  })
  afterAll(async () => {
    if (other !== store) await other.close()
    await store.close()
  })
  beforeEach(() => store.db.delete(settings))

  test("lets a second process write its first note right where only Caredesk's own tell", async () => {
    const { process, clear, notes } = await account("html")
    expect(await written(process(proofIn(store.db)), "c1")).not.toBe(CLINICAL)
    await keptProof(store.db)
    clear()
    const second = process(proofIn(other.db))
    expect(await written(second, "c1")).toBe(CLINICAL)
    expect(notes.c1?.[0]?.body).toMatch(/^<p>HbA1c &lt;5\.6/)
    expect(second.noteForm()).toEqual({ kind: "html", proven: true })
  })

  test("is told before the first write of a new process", async () => {
    const { process } = await account("plain")
    expect(await written(process(proofIn(store.db)), "c1")).toBe(CLINICAL)
    await keptProof(store.db)
    const ghl = process(proofIn(other.db))
    const form = await until("the form to be told", () => Promise.resolve(ghl.noteForm()))
    expect(form).toEqual({ kind: "plain", proven: true })
  })

  test("is of one location", async () => {
    const { process, clear } = await account("html")
    await written(process(proofIn(store.db)), "c1")
    await keptProof(store.db)
    clear()
    const elsewhere = process(proofIn(other.db), "anotherLocation")
    await elsewhere.listNotes("c1", BEFORE_WRITE)
    expect(elsewhere.noteForm()).toBeNull()
    const plain = await account("plain")
    await written(plain.process(proofIn(store.db), "anotherLocation"), "c1")
    expect((await keptProof(other.db, "anotherLocation")).kind).toBe("plain")
    expect((await keptProof(other.db)).kind).toBe("html")
  })

  test("gives way to a newer one, and to no older one", async () => {
    const proof = proofIn(store.db)
    const keep = async (kind: "plain" | "html", at: string) => {
      proof.keep(LOCATION, { kind, at })
      // Not told when it is kept: a later one shows that it was looked at.
      proof.keep(`${LOCATION} ${at}`, { kind, at })
      await keptProof(store.db, `${LOCATION} ${at}`)
    }
    await keep("plain", "2026-11-02T00:00:00.000Z")
    await keep("html", "2026-11-01T00:00:00.000Z")
    expect(await proof.read(LOCATION)).toEqual({ kind: "plain", at: "2026-11-02T00:00:00.000Z" })
    await keep("html", "2026-11-03T00:00:00.000Z")
    expect(await proof.read(LOCATION)).toEqual({ kind: "html", at: "2026-11-03T00:00:00.000Z" })
  })

  test("is the kind and the time, and no text", async () => {
    const { process } = await account("html")
    await written(process(proofIn(store.db)), "c1")
    await keptProof(store.db)
    const rows = await store.db.select().from(settings)
    expect(rows).toHaveLength(1)
    expect(rows[0]?.value).toEqual({ kind: "html", at: expect.stringMatching(/Z$/) })
  })

  test("is heard of by a process that has proven another one, within a minute", async () => {
    const { process, notes } = await account("html")
    const own = process(proofIn(other.db))
    // From before GHL changed the account.
    notes.c1 = [{ id: "old", body: CLINICAL, dateAdded: "2025-01-01T00:00:00.000Z" }]
    await own.listNotes("c1", BEFORE_WRITE)
    expect(own.noteForm()).toEqual({ kind: "plain", proven: true })
    await until("the old proof to be kept", () => proofIn(store.db).read(LOCATION))
    notes.c1 = []
    await written(process(proofIn(store.db)), "c1")
    await until("the new one to be kept", async () =>
      (await proofIn(store.db).read(LOCATION))?.kind === "html" ? true : null,
    )
    const steady = performance.now.bind(performance)
    const later = vi.spyOn(performance, "now").mockImplementation(() => steady() + 61_000)
    onTestFinished(() => later.mockRestore())
    expect(await written(own, "c2")).toBe(CLINICAL)
    expect(notes.c2?.[0]?.body).toMatch(/^<p>HbA1c &lt;5\.6/)
  })

  test("is read before the fresh read of a change, and nothing after it", async () => {
    const { process, requests } = await account("html")
    const kept = proofIn(store.db)
    const readAt: number[] = []
    const ghl = process({
      ...kept,
      read: (locationId) => {
        readAt.push(requests.length)
        return kept.read(locationId)
      },
    })
    await ghl.listNotes("c1", BEFORE_WRITE)
    const read = requests.length
    await ghl.createNote("c1", CLINICAL)
    await ghl.updateNote("c1", "made-c1-0", CLINICAL)
    expect(readAt.length).toBeGreaterThan(0)
    expect(readAt.filter((at) => at >= read)).toEqual([])
  })

  test("is done without where the store is out of reach, and kept when it is back", async () => {
    const { process, clear } = await account("html")
    let reach: "fails" | "hangs" | "works" = "fails"
    const noteProof = keepingNoteProof(() => {
      if (reach === "hangs") return new Promise(() => {})
      return reach === "works" ? Promise.resolve(store.db) : Promise.reject(new Error("no store"))
    })
    const ghl = process(noteProof)
    expect(await written(ghl, "c1")).not.toBe(CLINICAL)
    expect(await written(ghl, "c1")).toBe(CLINICAL)
    reach = "hangs"
    clear()
    const hanging = process(noteProof)
    const began = performance.now()
    await hanging.listNotes("c1", BEFORE_WRITE)
    expect(performance.now() - began).toBeLessThan(8_000)
    reach = "works"
    expect(await noteProof.read(LOCATION)).toBeNull()
    const steady = performance.now.bind(performance)
    const later = vi.spyOn(performance, "now").mockImplementation(() => steady() + 61_000)
    onTestFinished(() => later.mockRestore())
    await ghl.listNotes("c1", BEFORE_WRITE)
    expect((await keptProof(store.db)).kind).toBe("html")
  })
})

test("what was proven before a restart is known after it", async () => {
  const dataDir = await mkdtemp(join(tmpdir(), "caredesk-note-proof-"))
  onTestFinished(() => rm(dataDir, { recursive: true, force: true }))
  const { process, clear, notes } = await account("html")
  const before = await openStore({ dataDir })
  expect(await written(process(proofIn(before.db)), "c1")).not.toBe(CLINICAL)
  await keptProof(before.db)
  await before.close()
  clear()
  const after = await openStore({ dataDir })
  onTestFinished(() => after.close())
  expect(await written(process(proofIn(after.db)), "c1")).toBe(CLINICAL)
  expect(notes.c1?.[0]?.body).toMatch(/^<p>HbA1c &lt;5\.6/)
})
