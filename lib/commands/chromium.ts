import { spawnSync } from "node:child_process"
import { existsSync } from "node:fs"
import { chromium } from "@playwright/test"

const SYSTEM = [
  // Debian's Chromium without a window of its own: the same pages for half the computing.
  "/usr/bin/chromium-headless-shell",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome-stable",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
]

/** The browser that stands ready: CHROMIUM_PATH, the system's, or Playwright's own. Null when there is none. */
export function findChromium(): string | null {
  const candidates = [process.env.CHROMIUM_PATH, ...SYSTEM, chromium.executablePath()]
  return candidates.find((path) => path && existsSync(path)) ?? null
}

const run = (program: string, args: string[]) =>
  spawnSync(program, args, { stdio: ["ignore", "ignore", "ignore"] }).status === 0

const installFromDebian = (name: string) =>
  run("apt-get", ["install", "-y", "--no-install-recommends", name])

/** Finds a browser or gets one: Playwright's download, else Debian's package when root. Null when neither can. */
export function ensureChromium(): string | null {
  const found = findChromium()
  if (found) return found
  console.info("Getting a browser for the tests …")
  run(process.execPath, ["node_modules/@playwright/test/cli.js", "install", "chromium"])
  if (!findChromium() && process.getuid?.() === 0 && run("apt-get", ["update"])) {
    // Not every release has the first.
    if (!installFromDebian("chromium-headless-shell")) installFromDebian("chromium")
  }
  return findChromium()
}
