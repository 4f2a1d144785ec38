import { spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { TestProject } from "vitest/node"
import { startCluster } from "./cluster.ts"

declare module "vitest" {
  interface ProvidedContext {
    /** Address of a Postgres made for this run, null where none can be started. */
    postgresUrl: string | null
    /** A file with a PGlite as a first start leaves it: making one anew takes a second of computing. */
    pgliteTemplate: string
  }
}

/** In a process of its own: what opens stores is for the server only, and says so to the runner of tests. */
async function makeTemplates(file: string, postgresUrl: string | null): Promise<void> {
  const script = join(import.meta.dirname, "make-templates.ts")
  const args = ["--conditions=react-server", script, file, ...(postgresUrl ? [postgresUrl] : [])]
  const [code] = await once(spawn(process.execPath, args, { stdio: "inherit" }), "exit")
  if (code !== 0) throw new Error("The stores that the tests begin with could not be made")
}

/** Starts a Postgres cluster of this run's own and makes what the tests' stores are copies of. */
export default async function setup(project: TestProject) {
  const folder = await mkdtemp(join(tmpdir(), "caredesk-templates-"))
  const cluster = await startCluster()
  if (!cluster) console.info("No Postgres server is installed: the store tests run on PGlite only.")
  const file = join(folder, "pglite.tar")
  await makeTemplates(file, cluster?.url ?? null)
  project.provide("postgresUrl", cluster?.url ?? null)
  project.provide("pgliteTemplate", file)
  return async () => {
    await cluster?.close()
    await rm(folder, { recursive: true, force: true })
  }
}
