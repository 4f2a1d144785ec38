import { defineConfig, devices } from "@playwright/test"
import { findChromium } from "./lib/commands/chromium.ts"

export default defineConfig({
  testDir: "e2e",
  testMatch: "**/*.spec.ts",
  globalSetup: "./e2e/support/global-setup.ts",
  outputDir: "test-results",
  // Each worker runs an app, a sandbox and a browser of its own.
  workers: Number(process.env.E2E_WORKERS ?? 2),
  retries: 0,
  // Against hanging alone: nothing here says how fast the app has to be.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  forbidOnly: true,
  reporter: [["list"], ["json", { outputFile: "test-results/browser.json" }]],
  use: {
    ...devices["Desktop Chrome"],
    viewport: { width: 1440, height: 900 },
    // Shorter than a test's time, so that what hangs is named.
    actionTimeout: 90_000,
    // A trace costs a quarter of the computing of a test.
    trace: process.env.E2E_TRACE ? "retain-on-failure" : "off",
    launchOptions: {
      executablePath: findChromium() ?? undefined,
      args: ["--disable-background-networking", "--disable-component-update", "--disable-quic"],
    },
  },
})
