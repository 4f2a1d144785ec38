import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect, onTestFinished, test, vi } from "vitest"
import type { Ghl } from "#lib/ghl/types.ts"
import { type Asked, watchAwaitPoints } from "./await-points.ts"

const CONTACT = "contact-1"

test("what is asked of a contact's next change is asked of the first of which nothing is", async () => {
  const folder = mkdtempSync(join(tmpdir(), "caredesk-points-"))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const { watch, ghl } = watchAwaitPoints(folder)
  const getContact = vi.fn(async () => {})
  const watched = ghl({ getContact } as unknown as Ghl)
  const run = (changeId: string, contactId = CONTACT) =>
    watch.change(changeId, async () => {
      watch.claimed(contactId)
      await watched.getContact(contactId)
    })
  const put = (name: string, asked: Asked | string) =>
    writeFileSync(join(folder, name), JSON.stringify(asked))
  const became = join(folder, "became", CONTACT)

  put("asked/first", { target: null, trouble: null })
  put(`next/${CONTACT}`, { target: { run: 1, point: 1, name: "ghl getContact" }, trouble: null })
  await run("of another", "contact-2")
  await run("first")
  expect(getContact).toHaveBeenCalledTimes(2)
  expect(existsSync(became)).toBe(false)

  const standing = run("second")
  await vi.waitFor(() => expect(existsSync(join(folder, "at", "second"))).toBe(true))
  expect(readFileSync(became, "utf8")).toBe("second")
  expect(getContact).toHaveBeenCalledTimes(2)
  await run("third")
  expect(getContact).toHaveBeenCalledTimes(3)
  put("go/second", "")
  await standing
  expect(getContact).toHaveBeenCalledTimes(4)
})
