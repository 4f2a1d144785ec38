import { openStore } from "#lib/db/store.ts"
import { createGhl } from "#lib/ghl/client.ts"
import { ENGINE_DEFAULTS } from "../engine/config.ts"
import { startEngine } from "../engine/engine.ts"
import { setTestEnv } from "./people.ts"

/**
 * A process that runs changes and nothing else, for tests that kill or stop one. Variables: GHL_BASE_URL,
 * GHL_ACCESS_TOKEN, GHL_LOCATION_ID, and DATABASE_URL or DATA_DIR. Prints `ready`; ends when its
 * standard input does, so that none outlives its test.
 */
setTestEnv()
const { DATABASE_URL, DATA_DIR, GHL_BASE_URL, GHL_ACCESS_TOKEN, GHL_LOCATION_ID } = process.env
const store = await openStore({ databaseUrl: DATABASE_URL, dataDir: DATA_DIR ?? null })
const engine = await startEngine(store, {
  ...ENGINE_DEFAULTS,
  settleMs: 6_000,
  lookMs: 500,
  concurrency: 20,
  ghl: createGhl({
    baseUrl: GHL_BASE_URL ?? "",
    token: GHL_ACCESS_TOKEN ?? "",
    locationId: GHL_LOCATION_ID ?? "",
    clinicTimeZone: "America/New_York",
    documentHosts: [],
  }),
})
process.stdout.write("ready\n")
process.stdin.on("end", async () => {
  await engine.stop()
  await store.close()
  process.exit(0)
})
process.stdin.resume()
