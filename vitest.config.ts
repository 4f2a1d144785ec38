import { defineConfig } from "vitest/config"

export default defineConfig({
  // The server-only marker throws outside this condition.
  resolve: { conditions: ["react-server"] },
  ssr: { resolve: { conditions: ["react-server"], externalConditions: ["react-server"] } },
  test: {
    globalSetup: "lib/db/testing/templates.ts",
    include: ["lib/**/*.test.ts", "components/**/*.test.ts"],
    environment: "node",
    env: {
      AUTH_SECRET: "a secret for the logic tests, and for nothing else",
      APP_URL: "http://localhost:3000",
      GHL_BASE_URL: "http://127.0.0.1:4010",
      GHL_ACCESS_TOKEN: "sandbox-token",
      GHL_LOCATION_ID: "VXhSATpOGAvRAnd0iu7x",
      LOG_LEVEL: "silent",
    },
    // Time limits are for what hangs: a busy machine must not fail a test.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    maxConcurrency: 10,
  },
})
