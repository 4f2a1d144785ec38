import { spawnSync } from "node:child_process"
import { createHash } from "node:crypto"
import { existsSync, readFileSync, writeFileSync } from "node:fs"
import { glob } from "node:fs/promises"

const STAMP = ".next/caredesk-sources"

/** Everything a build is made from. */
const SOURCES = [
  "app/**/*",
  "components/**/*",
  "lib/**/*",
  "public/**/*",
  "*.ts",
  "*.mjs",
  "package-lock.json",
  "tsconfig.json",
]

async function sourcesHash(): Promise<string> {
  const hash = createHash("sha256")
  const files: string[] = []
  for (const pattern of SOURCES) {
    for await (const entry of glob(pattern, { withFileTypes: true })) {
      // Next writes next-env.d.ts itself, while it builds.
      if (entry.isFile() && entry.name !== "next-env.d.ts")
        files.push(`${entry.parentPath}/${entry.name}`)
    }
  }
  for (const file of files.sort())
    hash.update(file).update("\0").update(readFileSync(file)).update("\0")
  return hash.digest("hex")
}

/** Makes the production build, unless the one that stands was made from these very sources. False when it fails. */
export async function build(): Promise<boolean> {
  const sources = await sourcesHash()
  const upToDate =
    existsSync(".next/BUILD_ID") && existsSync(STAMP) && readFileSync(STAMP, "utf8") === sources
  if (upToDate) return true
  console.info("Building …")
  const result = spawnSync(process.execPath, ["node_modules/next/dist/bin/next", "build"], {
    stdio: ["ignore", "pipe", "pipe"],
    encoding: "utf8",
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1" },
  })
  if (result.status !== 0) {
    console.error(result.stdout, result.stderr)
    return false
  }
  writeFileSync(STAMP, sources)
  return true
}
