import { spawnSync } from "node:child_process"
import { expect, test } from "vitest"

test("a worker of its own refuses the embedded database, and says what to do", () => {
  const ended = spawnSync(
    process.execPath,
    ["--conditions=react-server", "lib/commands/worker.ts"],
    {
      encoding: "utf8",
      env: {
        PATH: process.env.PATH,
        NODE_ENV: "test",
        GHL_ACCESS_TOKEN: "sandbox-token",
        GHL_LOCATION_ID: "location",
        GHL_BASE_URL: "http://127.0.0.1:9",
        AUTH_SECRET: "a secret for tests that is long enough",
        APP_URL: "http://localhost:3000",
      },
    },
  )
  expect(ended.status).toBe(1)
  expect(ended.stderr).toMatch(/^A worker of its own needs Postgres: set DATABASE_URL\./)
})
