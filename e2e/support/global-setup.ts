import { beginStores } from "#lib/db/testing/begin.ts"
import { PGLITE_TEMPLATE, POSTGRES_URL } from "./store.ts"

/** Makes what the apps' stores are copies of, once a run, and tells the workers where it is. */
export default async function setup() {
  const { postgresUrl, pgliteTemplate, close } = await beginStores()
  if (!postgresUrl) {
    console.info("No Postgres server is installed: all apps under test run on PGlite.")
  }
  process.env[PGLITE_TEMPLATE] = pgliteTemplate
  if (postgresUrl) process.env[POSTGRES_URL] = postgresUrl
  return close
}
