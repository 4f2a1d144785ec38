import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import { benchClient } from "#lib/bench/client.ts"
import { type Desk, openDesk } from "#lib/changes/testing/desk.ts"
import type { StepRequest } from "#lib/changes/types.ts"
import { testBackends } from "#lib/db/testing/stores.ts"
import type { Contact, Ghl } from "#lib/ghl/types.ts"
import { searchPage } from "../found.ts"
import { ownChangesIn } from "./own-changes.ts"
import type { OwnChanges } from "./types.ts"
import { createWholeLocation, type WholeLocation } from "./whole-location.ts"

const LIST = "^/contacts/\\?"
const MANY = 15
const holder = globalThis as { caredeskGhl?: Ghl; caredeskFound?: unknown }

describe.each(testBackends().slice(0, 1))("many changes of ours at once", ({ open }) => {
  let desk: Desk
  let location: WholeLocation
  /** How far the clocks are ahead, the database's among them. */
  let ahead = 0

  beforeAll(async () => {
    desk = await openDesk(open)
  })
  afterAll(async () => {
    delete holder.caredeskGhl
    delete holder.caredeskFound
    await desk.close()
  })
  beforeEach(async () => {
    await desk.control.clearFaults()
    ahead = 0
    const real = ownChangesIn(desk.store.db)
    const changes: OwnChanges = {
      now: async () => (await real.now()) + ahead,
      since: (at) => real.since(at - ahead),
      settled: (ids, at) => real.settled(ids, at - ahead),
    }
    const ghl = benchClient(desk.ghlUrl)
    location = createWholeLocation({ ghl, limit: 2_000, changes, now: () => Date.now() + ahead })
  })

  const contacts = async () => (await location.read())?.contacts ?? []
  const notesOf = (contact: Contact | undefined) => {
    const value = contact?.fields.find(({ fieldId }) => fieldId === desk.callNotesId)?.value
    return value?.kind === "text" ? value.text : null
  }
  const find = (all: readonly Contact[], id: string) => all.find((one) => one.id === id)
  const written = async (id: string, text: string, more: StepRequest[] = []) => {
    const seen = (await desk.truth(id)).fields["contact.call_notes"]
    const field: StepRequest = {
      kind: "set-field",
      fieldId: desk.callNotesId,
      label: "Call notes",
      seen: typeof seen === "string" ? seen : "",
      wanted: text,
    }
    expect((await desk.ended(await desk.change(id, [field, ...more]))).status).toBe("done")
  }
  const readById = async () =>
    (await desk.control.journal()).filter(
      ({ actor, method, path }) =>
        actor === "app" && method === "GET" && /^.contacts.\w/.test(path),
    ).length

  it("show at once and cost no call each, though the list lags behind them", async () => {
    const before = await contacts()
    await desk.control.addFault({ kind: "lag", delayMs: 59_000, path: LIST, count: 100 })
    const ids = before.slice(0, MANY).map(({ id }) => id)
    const tag = find(before, ids[0] ?? "")?.tags[0] ?? ""
    await written(ids[0] ?? "", "", [
      { kind: "add-tag", tag: "Mass Change" },
      ...(tag ? [{ kind: "remove-tag" as const, tag }] : []),
    ])
    for (const id of ids.slice(1)) await written(id, `Written for ${id}`)
    await written(ids[1] ?? "", "The later one")
    await desk.control.clearJournal()
    const after = await contacts()
    expect(await readById()).toBe(0)
    const first = find(after, ids[0] ?? "")
    expect(notesOf(first)).toBeNull()
    expect(first?.tags).toContain("mass change")
    expect(first?.tags).not.toContain(tag)
    expect(notesOf(find(after, ids[1] ?? ""))).toBe("The later one")
    for (const id of ids.slice(2)) expect(notesOf(find(after, id))).toBe(`Written for ${id}`)
    // What they are not about stands as it was read, in the order it was read in.
    expect(after.map(({ id, name }) => [id, name])).toEqual(
      before.map(({ id, name }) => [id, name]),
    )
    // As by the contacts themselves.
    for (const id of ids.slice(0, 3)) {
      const { fields, tags } = await benchClient(desk.ghlUrl).getContact(id)
      const shown = find(after, id)
      expect(shown?.tags.toSorted()).toEqual(tags.toSorted())
      expect(shown?.fields.length).toBe(fields.length)
      expect(shown?.fields).toEqual(expect.arrayContaining(fields))
    }
  })

  it("hide for no more than a minute what somebody else wrote after us", async () => {
    const ids = (await contacts()).slice(20, 20 + MANY).map(({ id }) => id)
    for (const id of ids) await written(id, "Ours.")
    await desk.edit(ids[0] ?? "", { fields: { "contact.call_notes": "Theirs." } })
    // Read so soon after our writes that the list need not show them.
    ahead = 25_000
    await contacts()
    await contacts()
    ahead = 65_000
    expect(notesOf(find(await contacts(), ids[0] ?? ""))).toBe("Theirs.")
    expect(notesOf(find(await contacts(), ids[1] ?? ""))).toBe("Ours.")
  })

  it("show in what GHL's search finds, where its index lags, and cost no call each either", async () => {
    holder.caredeskGhl = benchClient(desk.ghlUrl)
    delete holder.caredeskFound
    const page = () =>
      searchPage(desk.store.db, desk.personId, {
        query: "",
        filter: { match: "all", conditions: [{ field: "tags", op: "any", values: ["vip"] }] },
        sort: null,
        limit: 100,
        after: null,
      })
    await desk.control.settings({ indexLagMs: 0 })
    const all = await contacts()
    for (const { id } of all.slice(40, 40 + MANY)) await desk.edit(id, { addTags: ["vip"] })
    const before = await page()
    const taken = all.slice(40, 40 + MANY).map(({ id }) => id)
    await desk.control.settings({ indexLagMs: 60_000 })
    for (const id of taken) {
      const steps = [{ kind: "remove-tag" as const, tag: "vip" }]
      expect((await desk.ended(await desk.change(id, steps))).status).toBe("done")
    }
    await desk.control.clearJournal()
    const after = await page()
    expect(after.rows.map(({ id }) => id)).toEqual(
      before.rows.map(({ id }) => id).filter((id) => !taken.includes(id)),
    )
    expect(await readById()).toBe(0)
    await desk.control.settings({ indexLagMs: 0 })
  })
})
