import { mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, expect, test } from "vitest"
import { Part } from "./part.ts"

let folder = ""
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "caredesk-part-"))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

test("a process that was ended is gone, and is not started again by who still works with it", async () => {
  const script = join(folder, "wait.ts")
  await writeFile(script, 'console.log("pid " + process.pid + ".")\nsetInterval(() => {}, 1_000)\n')
  let said = ""
  const part = new Part({
    name: "waiter",
    script,
    folder,
    env: {},
    ready: (output) => {
      said = output
      return /pid \d+\./.test(output)
    },
  })
  await part.start()
  const pid = Number(/pid (\d+)\./.exec(said)?.[1])
  expect(isAlive(pid)).toBe(true)
  await part.end()
  expect(isAlive(pid)).toBe(false)
  await expect(part.start()).rejects.toThrow("not to be started again")
})
