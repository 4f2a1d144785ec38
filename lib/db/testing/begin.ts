import { spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { startCluster } from "./cluster.ts"

/** What the stores of one run of tests are copies of: making one anew takes seconds of computing. */
export type Beginning = {
  /** Address of a Postgres made for this run, with a database named TEMPLATE; null where none can be started. */
  postgresUrl: string | null
  /** A tar file with a PGlite as a first start leaves it. */
  pgliteTemplate: string
  close(): Promise<void>
}

/** In a process of its own: what opens stores is for the server only, and says so to the runner of tests. */
async function makeTemplates(file: string, postgresUrl: string | null): Promise<void> {
  const script = join(import.meta.dirname, "make-templates.ts")
  const args = ["--conditions=react-server", script, file, ...(postgresUrl ? [postgresUrl] : [])]
  const [code] = await once(spawn(process.execPath, args, { stdio: "inherit" }), "exit")
  if (code !== 0) throw new Error("The stores that the tests begin with could not be made")
}

/** Starts a Postgres cluster of this run's own, where one is installed, and makes the templates. */
export async function beginStores(): Promise<Beginning> {
  const folder = await mkdtemp(join(tmpdir(), "caredesk-templates-"))
  const cluster = await startCluster()
  const pgliteTemplate = join(folder, "pglite.tar")
  await makeTemplates(pgliteTemplate, cluster?.url ?? null)
  return {
    postgresUrl: cluster?.url ?? null,
    pgliteTemplate,
    async close() {
      await cluster?.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
