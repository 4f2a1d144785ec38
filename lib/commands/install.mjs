import { spawnSync } from "node:child_process"
import { createHash } from "node:crypto"
import { existsSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"

// Plain JavaScript without dependencies: this runs on the reader's own Node, before anything is installed.

const STAMP = "node_modules/.caredesk-installed"

const read = (path) => (existsSync(path) ? readFileSync(path, "utf8") : "")

const fail = (message) => {
  console.error(`\n${message}`)
  process.exit(1)
}

/** Node 24 as the npm package `node` ships it, which every script of the project runs on. */
export const projectNode = join(
  process.cwd(),
  "node_modules/node/bin",
  process.platform === "win32" ? "node.exe" : "node",
)

const versionOf = (program) =>
  spawnSync(program, ["--version"], { encoding: "utf8" }).stdout?.trim() ?? ""

/**
 * Whether an install left the locked packages as they were. Not byte for byte: npm 10 and 11 write other
 * flags, and npm adds optional binaries that a registry serves since the lockfile was written.
 */
function sameLock(before, after) {
  const { packages: locked } = JSON.parse(before)
  const { packages: installed } = JSON.parse(after)
  for (const [path, entry] of Object.entries(locked)) {
    const now = installed[path]
    if (!now || now.version !== entry.version || now.integrity !== entry.integrity) return false
  }
  return Object.entries(installed).every(([path, entry]) => path in locked || entry.optional)
}

/**
 * Installs exactly what package-lock.json says, and fails when the lockfile would change. `npm ci` is no
 * help here: a lockfile written where a registry lacks other systems' binaries fails it.
 */
export function install() {
  if (Number(process.versions.node.split(".")[0]) < 20) {
    fail(
      `Caredesk needs Node 20 or newer to install itself; this is ${process.version}. See https://nodejs.org`,
    )
  }
  const lock = read("package-lock.json")
  const wanted = createHash("sha256").update(lock).update(read("package.json")).digest("hex")
  if (read(STAMP) !== wanted) {
    console.info("Installing packages (the first time takes a minute) …")
    const npm = process.env.npm_execpath
    const args = ["install", "--no-audit", "--no-fund", "--loglevel=error"]
    const result = npm
      ? spawnSync(process.execPath, [npm, ...args], { stdio: "inherit" })
      : spawnSync("npm", args, { stdio: "inherit", shell: process.platform === "win32" })
    if (result.status !== 0) fail("npm install failed; its messages are above.")
    const installed = read("package-lock.json")
    if (installed !== lock) writeFileSync("package-lock.json", lock)
    if (!sameLock(lock, installed)) {
      fail(
        "npm install would change package-lock.json: package.json and the lockfile disagree. The lockfile was put back.",
      )
    }
    writeFileSync(STAMP, wanted)
  }
  const major = Number(versionOf(projectNode).slice(1).split(".")[0])
  if (major !== 24) {
    fail(
      "The npm package `node` did not install Node 24: its install script was blocked. Allow it (npm config: ignore-scripts=false), delete node_modules and run this again.",
    )
  }
}
