import { type ChildProcess, spawn } from "node:child_process"
import { appendFileSync, mkdtempSync, readdirSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { controlOf } from "./control.ts"
import { pageThreeContact } from "./seed/persons-of-note.ts"
import { startSandbox } from "./server.ts"
import { callerOf } from "./testing/caller.ts"

const { id } = pageThreeContact()
let dataDir = ""
let children: ChildProcess[] = []

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "sandbox-"))
})

afterEach(async () => {
  for (const child of children) {
    if (child.exitCode === null && child.signalCode === null) await ended(child, "SIGKILL")
  }
  children = []
  rmSync(dataDir, { recursive: true, force: true })
})

/** Starts `npm run sandbox`'s process; resolves with its address, or its exit. */
function run(port = "0"): Promise<{ child: ChildProcess; url: string; output: string }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, "main.ts")], {
    env: { ...process.env, SANDBOX_PORT: port, SANDBOX_DATA_DIR: dataDir, SANDBOX_TOKEN: "mine" },
  })
  children.push(child)
  return new Promise((resolve) => {
    let output = ""
    const read = (chunk: Buffer) => {
      output += chunk.toString()
      const url = /http:\/\/[\d.:]+/.exec(output)?.[0]
      if (url) resolve({ child, url, output })
    }
    child.stdout.on("data", read)
    child.stderr.on("data", read)
    child.on("exit", () => resolve({ child, url: "", output }))
  })
}

function ended(child: ChildProcess, signal?: NodeJS.Signals): Promise<number | null> {
  return new Promise((resolve) => {
    if (child.exitCode !== null) return resolve(child.exitCode)
    child.once("exit", (code) => resolve(code))
    if (signal) child.kill(signal)
  })
}

const asMine = { authorization: "Bearer mine" }

describe("the sandbox's process", () => {
  it("has lost nothing it answered when it is killed", async () => {
    const first = await run()
    const send = callerOf(first.url)
    const made: string[] = []
    for (let n = 0; n < 20; n += 1) {
      const reply = await send("POST", `/contacts/${id}/notes`, { body: `note ${n}` }, asMine)
      expect(reply.status).toBe(201)
      made.push(`note ${n}`)
    }
    await send("POST", `/contacts/${id}/tags`, { tags: ["kept"] }, asMine)
    const kept = await controlOf(first.url).truth(id)
    const journal = await controlOf(first.url).journal()
    await ended(first.child, "SIGKILL")

    const second = await run(new URL(first.url).port)
    const control = controlOf(second.url)
    expect(await control.truth(id)).toEqual(kept)
    expect(kept?.notes.slice(-20).map((note) => note.body)).toEqual(made)
    expect(kept?.contact.tags).toContain("kept")
    expect(await control.journal()).toEqual(journal)
    await callerOf(second.url)("GET", `/contacts/${id}`, undefined, asMine)
    expect((await control.journal()).at(-1)?.n).toBe(journal.length + 1)
  })

  it("ends cleanly when told to, and again on a port that is free", async () => {
    const first = await run()
    expect(first.output).toMatch(/^Sandbox ready at http:\/\/127\.0\.0\.1:\d+ .*\n$/)
    expect(await ended(first.child, "SIGTERM")).toBe(0)
    const second = await run(new URL(first.url).port)
    expect(second.url).toBe(first.url)
    expect(await ended(second.child, "SIGINT")).toBe(0)
  })

  it("says so when the port is taken, and leaves the folder alone", async () => {
    const first = await run()
    const port = new URL(first.url).port
    const { child, output } = await run(port)
    expect(await ended(child)).toBe(1)
    expect(output).toContain(`Port ${port} is taken`)
    expect(output).toContain("SANDBOX_PORT")
    expect((await fetch(`${first.url}/__sandbox/journal`)).status).toBe(200)
  })
})

describe("the folder of the state", () => {
  it("survives restarts, a torn last line, and a cleared journal", async () => {
    const first = await startSandbox({ port: 0, dataDir })
    await callerOf(first.url)("POST", `/contacts/${id}/notes`, { body: "before" })
    await controlOf(first.url).clearJournal()
    await controlOf(first.url).editAsSomeoneElse(id, { fields: { call_notes: "theirs" } })
    await first.close()
    const log = readdirSync(dataDir).find((name) => name.endsWith(".jsonl"))
    appendFileSync(join(dataDir, log ?? ""), '{"contacts":{"half')

    const second = await startSandbox({ port: 0, dataDir, seed: 99, contacts: 3 })
    const control = controlOf(second.url)
    const truth = await control.truth(id)
    expect(truth?.fields["contact.call_notes"]).toBe("theirs")
    expect(truth?.notes.at(-1)?.body).toBe("before")
    expect((await control.journal()).map((entry) => entry.actor)).toEqual(["someone-else"])
    expect(readdirSync(dataDir)).toHaveLength(2)
    await control.reset()
    await second.close()

    const third = await startSandbox({ port: 0, dataDir })
    const list = await callerOf(third.url)("GET", "/contacts/?locationId=VXhSATpOGAvRAnd0iu7x")
    expect(list.json.meta).toMatchObject({ total: 3 })
    await third.close()
  })

  it("lets a contact stay deleted", async () => {
    const first = await startSandbox({ port: 0, dataDir })
    await controlOf(first.url).editAsSomeoneElse(id, { delete: true })
    await first.close()
    const second = await startSandbox({ port: 0, dataDir })
    expect(await controlOf(second.url).truth(id)).toBeNull()
    await second.close()
  })
})
