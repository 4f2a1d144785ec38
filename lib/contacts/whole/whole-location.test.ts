import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import { benchClient } from "#lib/bench/client.ts"
import { type Desk, openDesk, until } from "#lib/changes/testing/desk.ts"
import { testBackends } from "#lib/db/testing/stores.ts"
import { GhlError } from "#lib/ghl/errors.ts"
import { ownChangesIn } from "./own-changes.ts"
import type { Whole } from "./types.ts"
import { createWholeLocation, type WholeLocation } from "./whole-location.ts"

const LIST = "^/contacts/\\?"
const FIRST_NAME = "firstName"

describe.each(testBackends())("the location in memory on $name", ({ open }) => {
  let desk: Desk
  let clock = Date.now()
  let location: WholeLocation

  /** As a process that has just started has it, with its own client. */
  const started = (limit = 2_000) =>
    createWholeLocation({
      ghl: benchClient(desk.ghlUrl),
      limit,
      changes: ownChangesIn(desk.store.db),
      now: () => clock,
    })

  beforeAll(async () => {
    desk = await openDesk(open)
  })
  afterAll(() => desk.close())
  beforeEach(async () => {
    await desk.control.clearFaults()
    await desk.control.clearJournal()
    location = started()
  })

  const contacts = async (of = location): Promise<Whole["contacts"]> => {
    const whole = await of.read()
    if (!whole) throw new Error("the location is too large")
    return whole.contacts
  }
  const contact = async (id: string, of = location) =>
    (await contacts(of)).find((one) => one.id === id)
  const callNotes = async (id: string, of = location) => {
    const value = (await contact(id, of))?.fields.find((f) => f.fieldId === desk.callNotesId)?.value
    return value?.kind === "text" ? value.text : null
  }
  const requests = async (path: RegExp) =>
    (await desk.control.journal()).filter(
      (entry) => path.test(entry.path) && entry.method === "GET",
    ).length
  const lists = () => requests(/^\/contacts\/\?/)
  const writeCallNotes = async (id: string, text: string) => {
    const value = (await desk.truth(id)).fields["contact.call_notes"]
    const seen = typeof value === "string" ? value : ""
    const step = {
      kind: "set-field" as const,
      fieldId: desk.callNotesId,
      label: "Call notes",
      seen,
      wanted: text,
    }
    expect((await desk.ended(await desk.change(id, [step]))).status).toBe("done")
  }

  it("is read once for all who ask, in GHL's order, with the fields' names", async () => {
    const [one, two] = await Promise.all([location.read(), location.read()])
    expect(one).toBe(two)
    expect(await lists()).toBe(1)
    expect(one?.definitions).toHaveLength(190)
    const listed = await benchClient(desk.ghlUrl).listContacts({ limit: 100 })
    expect(one?.contacts.map(({ id }) => id)).toEqual(listed.contacts.map(({ id }) => id))
  })

  it("is not read by who only looks whether it is here, until a page told how large it is", async () => {
    expect(await location.readIfHere()).toBeUndefined()
    expect(await lists()).toBe(0)
    location.met(100)
    await until("the location is here", async () => (await location.readIfHere()) ?? null)
    expect(await lists()).toBe(1)
  })

  it("answers from memory, then anew behind the reader's back, then not without reading", async () => {
    const id = desk.nextContact()
    await contacts()
    await desk.edit(id, { contact: { [FIRST_NAME]: "Renamed" } })
    clock += 14_000
    expect((await contact(id))?.firstName).not.toBe("Renamed")
    expect(await lists()).toBe(1)

    // Slow, so that who waited for it would be seen to wait.
    await desk.control.addFault({ kind: "delay", delayMs: 500, path: LIST })
    clock += 4_000
    expect((await contact(id))?.firstName).not.toBe("Renamed")
    expect((await contact(id))?.firstName).not.toBe("Renamed")
    await until("the reading behind", async () =>
      (await contact(id))?.firstName === "Renamed" ? true : null,
    )
    expect(await lists()).toBe(2)

    await desk.edit(id, { contact: { [FIRST_NAME]: "Again" } })
    clock += 60_000
    expect((await contact(id))?.firstName).toBe("Again")
    expect(await lists()).toBe(3)
  })

  it("keeps nothing that is older than a minute, and says so where GHL gives nothing newer", async () => {
    await contacts()
    await desk.control.addFault({ kind: "status", status: 503, path: LIST, count: 100 })
    clock += 30_000
    expect(await contacts()).toHaveLength(100)
    clock += 30_000
    expect(await location.readIfHere()).toBeUndefined()
    await expect(location.read()).rejects.toThrow(GhlError)
    await desk.control.clearFaults()
    expect(await contacts()).toHaveLength(100)
  })

  it("does not let a person wait for what began in the background", async () => {
    await desk.control.addFault({ kind: "delay", delayMs: 60_000, path: LIST })
    location.met(100)
    await until("a reading that hangs", async () => ((await lists()) > 0 ? true : null))
    expect(await contacts()).toHaveLength(100)
    expect(await lists()).toBe(2)
    await desk.control.clearFaults()
  })

  it("shows our own write at once, though the list lags behind it", async () => {
    const id = desk.nextContact()
    await contacts()
    await desk.control.addFault({ kind: "lag", delayMs: 59_000, path: LIST, count: 100 })
    await writeCallNotes(id, "Written a moment ago.")
    const before = await lists()
    expect(await callNotes(id)).toBe("Written a moment ago.")
    expect(await lists()).toBe(before)
    // Not lost to the next reading, which still shows the list of before.
    clock += 20_000
    await contacts()
    await until("a second reading", async () => ((await lists()) > before ? true : null))
    await until("its end", async () => ((await location.readIfHere()) ? true : null))
    expect(await callNotes(id)).toBe("Written a moment ago.")
    // Nor to a process that begins to read only now.
    expect(await callNotes(id, started())).toBe("Written a moment ago.")
  })

  it("shows our own write at once where the contact cannot be read by id either", async () => {
    const id = desk.nextContact()
    await contacts()
    await desk.control.addFault({ kind: "lag", delayMs: 59_000, path: LIST, count: 100 })
    await writeCallNotes(id, "Written and not to be read.")
    const path = `^/contacts/${id}$`
    await desk.control.addFault({ kind: "status", status: 503, method: "GET", path, count: 100 })
    expect(await callNotes(id)).toBe("Written and not to be read.")
    await desk.control.clearFaults()
    expect(await callNotes(id)).toBe("Written and not to be read.")
  })

  it("shows at once what another process wrote", async () => {
    const id = desk.nextContact()
    const other = started()
    await contacts(other)
    await desk.control.addFault({ kind: "lag", delayMs: 59_000, path: LIST, count: 100 })
    await writeCallNotes(id, "First.")
    expect(await callNotes(id, other)).toBe("First.")
    await writeCallNotes(id, "Second.")
    expect(await callNotes(id, other)).toBe("Second.")
    expect(await callNotes(id)).toBe("Second.")
  })

  it("reads a changed contact once, not at every look", async () => {
    const id = desk.nextContact()
    await contacts()
    await writeCallNotes(id, "Once.")
    await desk.control.clearJournal()
    await Promise.all([callNotes(id), callNotes(id)])
    await callNotes(id)
    expect(await requests(new RegExp(`^/contacts/${id}$`))).toBe(1)
  })

  it("is never older than a minute for a contact we changed and somebody else changed after us", async () => {
    const id = desk.nextContact()
    await contacts()
    await writeCallNotes(id, "Ours.")
    expect(await callNotes(id)).toBe("Ours.")
    await desk.edit(id, { fields: { "contact.call_notes": "Theirs." } })
    clock += 25_000
    expect(await callNotes(id)).toBe("Theirs.")
  })

  it("leaves out a contact that is gone", async () => {
    const id = desk.nextContact()
    await contacts()
    await writeCallNotes(id, "Soon gone.")
    await desk.edit(id, { delete: true })
    expect(await contact(id)).toBeUndefined()
  })

  it("reads no more than one page of a location above the limit, once a minute", async () => {
    const small = started(50)
    expect(await small.read()).toBeNull()
    expect(await small.readIfHere()).toBeNull()
    expect(await small.read()).toBeNull()
    expect(await lists()).toBe(1)
    clock += 60_000
    expect(await small.readIfHere()).toBeUndefined()
    expect(await small.read()).toBeNull()
    expect(await lists()).toBe(2)
    expect(await started(0).read()).toBeNull()
    expect(await lists()).toBe(2)
  })
})
