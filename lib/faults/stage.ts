import { mkdir, mkdtemp } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { freePort } from "#lib/commands/ports.ts"
import { controlOf } from "#lib/sandbox/control.ts"
import { type Desk, type DeskInput, makeDesk, TOKEN } from "./desk.ts"
import { Part } from "./part.ts"

/** More than anybody asks for. A 429 that a case meets counts for an interval, for the whole process. */
export const rateLimit = (intervalMs: number) => ({
  max: 1_000_000,
  intervalMs,
  daily: 100_000_000,
})

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const
/** As a shell tells of a command that was stopped. */
const STOPPED = 130

/** The desk under test and the sandbox before it, a process of its own too. */
export type Stage = Desk & {
  /** Every desk before this sandbox, itself the first. */
  desks: Desk[]
  /** Makes one more desk like it, with a store of its own, before the same sandbox. It is not started. */
  addDesk(): Promise<Desk>
}

/** Opens a stage; null where its store cannot be had. Everything is in `folder` when it ends. */
export async function openStage(
  input: DeskInput & { contacts: number; seed: number },
): Promise<Stage | null> {
  const folder = await mkdtemp(join(tmpdir(), "caredesk-faults-"))
  const sandboxPort = await freePort()
  const ghlUrl = `http://127.0.0.1:${sandboxPort}`
  const control = controlOf(ghlUrl)
  const first = await makeDesk(input, { folder, control, ghlUrl })
  if (!first) return null
  const desks = [first]
  const sandbox = new Part({
    name: "sandbox",
    script: "lib/sandbox/main.ts",
    folder,
    env: {
      SANDBOX_PORT: String(sandboxPort),
      SANDBOX_TOKEN: TOKEN,
      SANDBOX_DATA_DIR: "memory",
      SANDBOX_JOURNAL: "1000000",
    },
    ready: async () => (await fetch(`${ghlUrl}/__sandbox/settings`)).ok,
  })
  const close = async () => {
    await Promise.all([sandbox.end(), ...desks.map((desk) => desk.close())])
  }
  // Whoever stops the run must not leave its processes behind.
  const stop = () =>
    void close()
      .catch((error) => console.error("Not everything could be ended:", error))
      .finally(() => process.exit(STOPPED))
  for (const signal of SIGNALS) process.once(signal, stop)
  await sandbox.start()
  await control.reset({ seed: input.seed, contacts: input.contacts })
  await control.settings({ rateLimit: rateLimit(500) })
  await first.start()
  return {
    ...first,
    desks,
    async addDesk() {
      const own = join(folder, `desk-${desks.length + 1}`)
      await mkdir(own)
      const desk = await makeDesk(input, { folder: own, control, ghlUrl })
      if (!desk) throw new Error("The store of one more desk cannot be had")
      desks.push(desk)
      return desk
    },
    async close() {
      for (const signal of SIGNALS) process.off(signal, stop)
      await close()
    },
  }
}
