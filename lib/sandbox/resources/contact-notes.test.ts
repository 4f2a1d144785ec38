import { afterAll, beforeEach, describe, expect, it } from "vitest"
import { z } from "zod"
import { controlOf } from "../control.ts"
import { sanitised } from "../note-body.ts"
import { markupContact, pageThreeContact } from "../seed/persons-of-note.ts"
import { callerOf, startTestSandbox } from "../testing/caller.ts"

const sandbox = await startTestSandbox()
const send = callerOf(sandbox.url)
const control = controlOf(sandbox.url)
const { id } = pageThreeContact()
const path = `/contacts/${id}/notes`
afterAll(() => sandbox.close())
beforeEach(() => control.reset())

const noteSchema = z.looseObject({ id: z.string(), body: z.string(), contactId: z.string() })
const one = (json: unknown) => z.object({ note: noteSchema }).parse(json).note
const list = async () =>
  z.object({ notes: z.array(noteSchema) }).parse((await send("GET", path)).json).notes

describe("notes", () => {
  it("are made twice by the same POST sent twice, newest first", async () => {
    const before = await list()
    const first = await send("POST", path, { body: "same", userId: "u1" })
    const second = await send("POST", path, { body: "same" })
    expect([first.status, second.status]).toEqual([201, 201])
    expect(one(first.json)).toMatchObject({ body: "same", userId: "u1", contactId: id })
    const after = await list()
    expect(after.length).toBe(before.length + 2)
    expect(after[0]?.id).toBe(one(second.json).id)
    const effects = (await control.journal()).flatMap((entry) => entry.effects)
    expect(effects.map((effect) => effect.kind)).toEqual(["note-created", "note-created"])
  })

  it("are listed from either end, and no more of them than the cap, which hides none by its id", async () => {
    await control.editAsSomeoneElse(id, { notes: { add: [{ body: "a" }, { body: "b" }] } })
    const all = await list()
    await control.settings({ notesCap: 2 })
    expect(await list()).toEqual(all.slice(0, 2))
    await control.settings({ notesOrder: "oldest" })
    expect(await list()).toEqual(all.toReversed().slice(0, 2))
    expect((await send("GET", `${path}/${all[0]?.id}`)).status).toBe(200)
    await control.settings({ notesCap: null })
    expect(await list()).toEqual(all.toReversed())
  })

  it("are read, changed and deleted by id", async () => {
    const { id: noteId } = one((await send("POST", path, { body: "first" })).json)
    await send("PUT", `${path}/${noteId}`, { body: "second", pinned: true })
    expect(one((await send("GET", `${path}/${noteId}`)).json)).toMatchObject({
      body: "second",
      pinned: true,
    })
    expect((await send("DELETE", `${path}/${noteId}`)).json.succeded).toBe(true)
    expect((await send("GET", `${path}/${noteId}`)).status).toBe(404)
  })

  it.each([
    [{}, "body should not be empty"],
    [{ body: " " }, "body should not be empty"],
    [{ body: 7 }, "body must be a string"],
    [{ body: null }, "body must be a string"],
    [{ body: "x", userId: null }, "userId must be a string"],
    [{ body: "x", title: null }, "title must be a string"],
    [{ body: "x", color: null }, "color must be a string"],
    [{ body: "x", pinned: null }, "pinned must be a boolean value"],
    [{ body: "x", author: "me" }, "property author should not exist"],
  ])("refuse %j", async (body, message) => {
    const reply = await send("POST", path, body)
    expect(reply.status).toBe(422)
    expect(reply.json.message).toContain(message)
  })

  it("keep plain text exactly in a plain account", async () => {
    const body = "A1c <5.6 % & falling\n\n<b>not bold</b>  end "
    await send("POST", path, { body })
    expect((await list())[0]?.body).toBe(body)
  })
})

describe("an account that stores HTML", () => {
  it("loses line breaks and eats what looks like a tag", () => {
    expect(sanitised("A1c <5.6 % fine\nnext & last")).toBe("<p>A1c  next &amp; last</p>")
    expect(sanitised("low <5 and high >9")).toBe("<p>low 9</p>")
    expect(sanitised("<img src=x onerror=alert(1)>x")).toBe("<p>x</p>")
  })

  it("keeps what is encoded for it", () => {
    const body = "<p>A1c &lt;5.6 %<br>next &amp; last</p>"
    expect(sanitised(body)).toBe(body)
  })

  it("answers older plain notes as HTML", async () => {
    await control.settings({ notes: "html" })
    const reply = await send("GET", `/contacts/${markupContact().id}/notes`)
    expect(reply.text).toContain("&lt;img src=x onerror=alert(1)&gt; and &lt;5.6 %")
    await send("POST", path, { body: "one\ntwo" })
    expect((await list())[0]?.body).toBe("<p>one two</p>")
  })
})
