import type { TestProject } from "vitest/node"
import { startCluster } from "./cluster.ts"

declare module "vitest" {
  interface ProvidedContext {
    /** Address of a Postgres made for this run, null where none can be started. */
    postgresUrl: string | null
  }
}

/** Starts a Postgres cluster of this run's own, and removes it at the end. */
export default async function setup(project: TestProject) {
  const cluster = await startCluster()
  if (!cluster) console.info("No Postgres server is installed: the store tests run on PGlite only.")
  project.provide("postgresUrl", cluster?.url ?? null)
  return () => cluster?.close()
}
