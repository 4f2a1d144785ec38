import { defineConfig } from "vitest/config"

export default defineConfig({
  // The server-only marker throws outside this condition.
  resolve: { conditions: ["react-server"] },
  ssr: { resolve: { conditions: ["react-server"], externalConditions: ["react-server"] } },
  test: {
    globalSetup: "lib/db/testing/postgres-cluster.ts",
    include: ["lib/**/*.test.ts", "components/**/*.test.ts"],
    environment: "node",
    testTimeout: 20_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
  },
})
