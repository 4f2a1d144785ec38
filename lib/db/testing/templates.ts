import type { TestProject } from "vitest/node"
import { type Beginning, beginStores } from "./begin.ts"

declare module "vitest" {
  interface ProvidedContext extends Pick<Beginning, "postgresUrl" | "pgliteTemplate"> {}
}

/** Makes what the tests' stores are copies of, once a run. */
export default async function setup(project: TestProject) {
  const { postgresUrl, pgliteTemplate, close } = await beginStores()
  if (!postgresUrl) {
    console.info("No Postgres server is installed: the store tests run on PGlite only.")
  }
  project.provide("postgresUrl", postgresUrl)
  project.provide("pgliteTemplate", pgliteTemplate)
  return close
}
