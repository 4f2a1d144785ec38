import { execFile } from "node:child_process"
import { chown, mkdtemp, readdir, rm } from "node:fs/promises"
import { createServer } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { promisify } from "node:util"
import type { TestProject } from "vitest/node"

const run = promisify(execFile)

declare module "vitest" {
  interface ProvidedContext {
    /** Address of a Postgres made for this run, null where none can be started. */
    postgresUrl: string | null
  }
}

/** Debian keeps the server's programs out of PATH, by major version. */
async function serverPrograms(): Promise<string | null> {
  const root = "/usr/lib/postgresql"
  const versions = await readdir(root).catch((): string[] => [])
  for (const version of versions.sort((a, b) => Number(b) - Number(a))) {
    const bin = join(root, version, "bin")
    if ((await readdir(bin).catch((): string[] => [])).includes("initdb")) return bin
  }
  return null
}

const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const server = createServer()
    server.once("error", reject)
    server.listen(0, "127.0.0.1", () => {
      const address = server.address()
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0))
    })
  })

/** Starts a Postgres cluster of this run's own in a temporary folder, and removes it at the end. */
export default async function setup(project: TestProject) {
  const bin = await serverPrograms()
  if (!bin) {
    console.info("No Postgres server is installed: the store tests run on PGlite only.")
    project.provide("postgresUrl", null)
    return
  }
  const folder = await mkdtemp(join(tmpdir(), "caredesk-postgres-"))
  const asRoot = process.getuid?.() === 0
  let identity: { uid?: number; gid?: number } = {}
  if (asRoot) {
    // initdb refuses root.
    const uid = Number((await run("id", ["-u", "postgres"])).stdout)
    const gid = Number((await run("id", ["-g", "postgres"])).stdout)
    identity = { uid, gid }
    await chown(folder, uid, gid)
  }
  const options = { ...identity, cwd: folder }
  const data = join(folder, "data")
  const port = await freePort()
  await run(
    join(bin, "initdb"),
    ["-D", data, "-U", "caredesk", "--auth=trust", "--no-sync", "-E", "UTF8"],
    options,
  )
  await run(
    join(bin, "pg_ctl"),
    [
      "-D",
      data,
      "-w",
      "-l",
      join(folder, "log"),
      "-o",
      `-p ${port} -h 127.0.0.1 -k ${folder} -c fsync=off`,
      "start",
    ],
    options,
  )
  project.provide("postgresUrl", `postgres://caredesk@127.0.0.1:${port}/postgres`)
  return async () => {
    await run(join(bin, "pg_ctl"), ["-D", data, "-m", "immediate", "stop"], options)
    await rm(folder, { recursive: true, force: true })
  }
}
