import fc from "fast-check"
import { describe, expect, onTestFinished, test } from "vitest"
import { sanitised } from "#lib/sandbox/note-body.ts"
import { encodeNote } from "./note-body.ts"
import { type AccountNote, notesOf, startNoteAccount } from "./testing/note-account.ts"
import { openWire } from "./testing/open-wire.ts"
import { json } from "./testing/wire.ts"
import type { Ghl } from "./types.ts"

const CLINICAL = 'HbA1c <5.6 % & "LDL" > 130 🩸\n\n  second  line\n\nCaredesk ref 7K2M-Q9XD'
const PLAIN = "Called & left a voicemail\nagain tomorrow"
const HTML = "<p>Called &amp; left a voicemail</p><p>again tomorrow</p>"
/** Notes of colleagues that look like the other kind. */
const ODD = {
  plain: "<p>Pasted from a mail</p>",
  html: "Kept from before\nthe editor changed & plain",
}
const USUAL = { plain: PLAIN, html: HTML }
const STORED = { plain: (body: string) => body, html: sanitised }

async function account(kind: "plain" | "html", notes: Record<string, AccountNote[]>) {
  const started = await startNoteAccount(STORED[kind], notes)
  onTestFinished(() => started.close())
  return started
}

const BEFORE_WRITE = { fresh: true, forWrite: true } as const

test("tells in which form notes are kept, and whether a note of its own has proven it", async () => {
  const { ghl } = await account("plain", { c1: [] })
  expect(ghl.noteForm()).toBeNull()
  await written(ghl, "c1", CLINICAL)
  expect(ghl.noteForm()).toEqual({ kind: "plain", proven: true })

  const html = await account("html", { c1: notesOf("a", [HTML]) })
  await html.ghl.listNotes("c1")
  expect(html.ghl.noteForm()).toEqual({ kind: "html", proven: false })
})

/** Writes a note as the engine does: after a fresh read, and read back after it. */
async function written(ghl: Ghl, contactId: string, body: string) {
  await ghl.listNotes(contactId, BEFORE_WRITE)
  const { noteId } = await ghl.createNote(contactId, body)
  const after = await ghl.listNotes(contactId, BEFORE_WRITE)
  return after.find(({ id }) => id === noteId)?.body
}

describe.each(["plain", "html"] as const)("in an account that keeps %s", (kind) => {
  const usual = USUAL[kind]
  const odd = ODD[kind]

  test("one odd note, the newest of all, fixes nothing", async () => {
    const { ghl, notes } = await account(kind, {
      c1: notesOf("a", [odd], 2026),
      c2: notesOf("b", [usual, usual]),
      c3: notesOf("c", [usual]),
    })
    await ghl.listNotes("c1")
    expect(await written(ghl, "c1", CLINICAL)).toBe(CLINICAL)
    expect(notes.c1?.[0]?.body).toMatch(kind === "html" ? /^<p>HbA1c &lt;5/ : /^HbA1c <5/)
  })

  test("one contact full of odd notes does not decide for the others", async () => {
    const { ghl } = await account(kind, {
      c1: notesOf("a", Array(20).fill(odd), 2026),
      c2: notesOf("b", [usual, usual, usual]),
      c3: notesOf("c", [usual, usual, usual]),
    })
    expect(await written(ghl, "c1", CLINICAL)).toBe(CLINICAL)
  })

  test("any text comes back as written, whatever is odd among most of the usual", async () => {
    const text = fc
      .array(
        fc.constantFrom("<5.6 %", "&", "&amp;", '"', "\n", "<p>", "🩸", "<br>", "word ", " "),
        {
          minLength: 1,
        },
      )
      .map((parts) => `a${parts.join("")}z\n\nCaredesk ref 7K2M-Q9XD`)
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6, 7, 8], { maxLength: 4 }),
        fc.array(text, { minLength: 1, maxLength: 3 }),
        async (oddAt, texts) => {
          const nine = Array.from({ length: 9 }, (_, n) => (oddAt.includes(n) ? odd : usual))
          const all = notesOf("n", nine)
          const { ghl, close } = await startNoteAccount(STORED[kind], {
            c1: all.filter((_, n) => n % 3 === 0),
            c2: all.filter((_, n) => n % 3 === 1),
            c3: all.filter((_, n) => n % 3 === 2),
          })
          try {
            for (const body of texts) expect(await written(ghl, "c2", body)).toBe(body)
          } finally {
            await close()
          }
        },
      ),
      { numRuns: 40 },
    )
  })
})

describe("a note of ours that is read back", () => {
  test("proves that the account keeps HTML, against all others", async () => {
    const { ghl, notes } = await account("html", {
      c1: notesOf("a", Array(3).fill(PLAIN)),
      c2: notesOf("b", Array(3).fill(PLAIN)),
      c3: notesOf("c", Array(3).fill(PLAIN)),
    })
    expect(await written(ghl, "c1", CLINICAL)).not.toBe(CLINICAL)
    expect(await written(ghl, "c1", CLINICAL)).toBe(CLINICAL)
    expect(await written(ghl, "c9", CLINICAL)).toBe(CLINICAL)
    expect(notes.c9?.[0]?.body).toMatch(/^<p>HbA1c &lt;5/)
  })

  test("proves that the account keeps plain text, and one of another process does too", async () => {
    const odd = Array(3).fill(ODD.plain)
    const contacts = {
      c1: notesOf("a", [CLINICAL, ...odd], 2024),
      c2: notesOf("b", odd),
      c3: notesOf("c", odd),
    }
    const { ghl, notes } = await account("plain", contacts)
    expect(await written(ghl, "c1", CLINICAL)).toBe(CLINICAL)
    expect(notes.c1?.[0]?.body).toBe(CLINICAL)
    expect((await ghl.listNotes("c2"))[0]?.body).toBe(ODD.plain)
  })

  test("says nothing by its echo, nor by HTML that stands as it was sent", async () => {
    const { ghl, notes } = await account("plain", { c1: notesOf("a", [HTML], 2020) })
    for (let n = 0; n < 9; n++) await written(ghl, "c1", "ours & more\nin two lines")
    // One look at what others wrote in plain text outweighs what we wrote ourselves.
    notes.c2 = notesOf("b", [PLAIN, PLAIN])
    await ghl.listNotes("c2")
    await ghl.createNote("c2", "ours & more\nin two lines")
    expect(notes.c2[0]?.body).toBe("ours & more\nin two lines")
  })
})

test("in an account of plain text a note that tells of tags is read to the letter", async () => {
  const body = "The form says <p> and <br> there,\nand <5.6 % &amp; so on"
  const { ghl } = await account("plain", {
    c1: notesOf("a", [body, PLAIN, PLAIN]),
    c2: notesOf("b", [PLAIN]),
  })
  expect((await ghl.listNotes("c1"))[0]?.body).toBe(body)
})

test("notes from before GHL changed from plain text to HTML are read as they were written", async () => {
  const { ghl } = await account("html", { c1: notesOf("a", [HTML, HTML, PLAIN]) })
  expect((await ghl.listNotes("c1")).map(({ body }) => body)).toEqual([PLAIN, PLAIN, PLAIN])
})

test.each([
  ["POST", "/contacts/c1/notes", (ghl: Ghl) => ghl.createNote("c1", CLINICAL)],
  ["PUT", "/contacts/c1/notes/a-0", (ghl: Ghl) => ghl.updateNote("c1", "a-0", CLINICAL)],
])("no other contact is looked at between a fresh read and a %s", async (method, path, write) => {
  const { ghl, requests } = await account("html", {
    c1: notesOf("a", ["says nothing"]),
    c2: notesOf("b", [HTML]),
    c3: notesOf("c", [HTML]),
  })
  await ghl.listNotes("c1", BEFORE_WRITE)
  await write(ghl)
  const seen = requests.map(({ method, url }) => `${method} ${url.split("?")[0]}`)
  expect(seen.slice(-2)).toEqual(["GET /contacts/c1/notes", `${method} ${path}`])
  expect(seen).toContain("GET /contacts/c2/notes")
})

test("writes that begin together wait for one look at the others", async () => {
  const { ghl, notes, requests } = await account("html", {
    c1: [],
    c2: [],
    c3: notesOf("c", [HTML]),
  })
  await Promise.all(["c1", "c2"].map((id) => written(ghl, id, CLINICAL)))
  for (const id of ["c1", "c2"]) expect(notes[id]?.[0]?.body).toMatch(/^<p>HbA1c &lt;5/)
  expect(requests.filter(({ url }) => url === "/contacts/search")).toHaveLength(1)
})

describe("where neither a proof nor a note of others tells", () => {
  const STANDS = sanitised(encodeNote(CLINICAL, "html"))

  test("a note of ours that stands as HTML says that it was HTML before", async () => {
    const { ghl, notes } = await account("html", { c1: notesOf("a", [STANDS]), c2: [] })
    expect(await written(ghl, "c2", CLINICAL)).toBe(CLINICAL)
    expect(notes.c2?.[0]?.body).toMatch(/^<p>HbA1c &lt;5/)
    expect(ghl.noteForm()).toEqual({ kind: "html", proven: false })
  })

  test("it says less than one note of somebody else, and nothing beside a proof", async () => {
    const others = await account("plain", {
      c1: notesOf("a", [STANDS]),
      c2: notesOf("b", [PLAIN], 2020),
    })
    expect(await written(others.ghl, "c3", CLINICAL)).toBe(CLINICAL)
    expect(others.notes.c3?.[0]?.body).toBe(CLINICAL)
    const proof = await account("plain", { c1: notesOf("a", [STANDS, CLINICAL]) })
    expect(await written(proof.ghl, "c3", CLINICAL)).toBe(CLINICAL)
    expect(proof.notes.c3?.[0]?.body).toBe(CLINICAL)
  })

  test("a text of ours in plain text that speaks of tags is not taken for one", async () => {
    const body = "<p>the form says, and\nso on</p>\n\nCaredesk ref 7K2M-Q9XD"
    const { ghl, notes } = await account("plain", { c1: notesOf("a", [body]), c2: [] })
    expect(await written(ghl, "c2", CLINICAL)).toBe(CLINICAL)
    expect(notes.c2?.[0]?.body).toBe(CLINICAL)
  })
})

describe("the look at other contacts", () => {
  const many = (count: number, tells: Record<number, AccountNote[]>) =>
    Object.fromEntries(Array.from({ length: count }, (_, n) => [`c${n}`, tells[n] ?? []]))
  const looked = (requests: { url: string }[]) =>
    requests.filter(({ url }) => url.endsWith("/notes") && !url.includes("/me/"))

  test("begins with those that were worked on last, and goes on to twenty where none tells", async () => {
    const { ghl, requests } = await account("html", many(60, { 18: notesOf("a", [HTML]) }))
    await ghl.listNotes("me", BEFORE_WRITE)
    expect(ghl.noteForm()).toEqual({ kind: "html", proven: false })
    expect(looked(requests)).toHaveLength(20)
  })

  test("ends after ten where one tells, and after twenty where nobody does", async () => {
    const one = await account("html", many(60, { 3: notesOf("a", [HTML]) }))
    await one.ghl.listNotes("me", BEFORE_WRITE)
    expect(looked(one.requests)).toHaveLength(10)
    const nobody = await account("html", many(60, {}))
    for (let n = 0; n < 3; n++) await nobody.ghl.listNotes("me", BEFORE_WRITE)
    expect(looked(nobody.requests)).toHaveLength(20)
    expect(nobody.requests).toHaveLength(1 + 20 + 3)
  })

  test("passes over who was deleted meanwhile", async () => {
    const wire = await openWire(({ url }, response) => {
      if (url === "/contacts/search")
        json(response, 200, { contacts: [{ id: "c0" }, { id: "c1" }] })
      else if (url === "/contacts/c0/notes") {
        json(response, 400, { message: "Contact not found for id: c0" })
      } else json(response, 200, { notes: url.includes("/c1/") ? notesOf("a", [HTML]) : [] })
    })
    await wire.ghl.listNotes("me", BEFORE_WRITE)
    expect(wire.ghl.noteForm()).toEqual({ kind: "html", proven: false })
  })
})

test("a proof from the future does not outlive what comes after it", async () => {
  const future = notesOf("a", [CLINICAL]).map((note) => ({
    ...note,
    dateAdded: "2999-01-01T00:00:00Z",
  }))
  const { ghl, notes } = await account("html", { c1: future })
  expect(await written(ghl, "c2", CLINICAL)).not.toBe(CLINICAL)
  await written(ghl, "c3", CLINICAL)
  expect(notes.c3?.[0]?.body).toMatch(/^<p>HbA1c &lt;5/)
})
