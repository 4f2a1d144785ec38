import { execFile } from "node:child_process"
import { chown, mkdtemp, readdir, rm } from "node:fs/promises"
import { createServer } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { promisify } from "node:util"

const run = promisify(execFile)

/** A Postgres of one's own, in a temporary folder. */
export type Cluster = {
  /** Address of its database `postgres`. */
  url: string
  /** Runs one of Postgres' own programs, such as `pg_dump`, as the cluster's user. */
  program(name: string, args: string[]): Promise<void>
  restart(mode: "fast" | "immediate"): Promise<void>
  close(): Promise<void>
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

/** Starts a cluster; null where no Postgres server is installed. */
export async function startCluster(): Promise<Cluster | null> {
  const bin = await serverPrograms()
  if (!bin) return null
  const folder = await mkdtemp(join(tmpdir(), "caredesk-postgres-"))
  let identity: { uid?: number; gid?: number } = {}
  if (process.getuid?.() === 0) {
    // initdb refuses root.
    const uid = Number((await run("id", ["-u", "postgres"])).stdout)
    const gid = Number((await run("id", ["-g", "postgres"])).stdout)
    identity = { uid, gid }
    await chown(folder, uid, gid)
  }
  const data = join(folder, "data")
  const port = await freePort()
  const program = async (name: string, args: string[]) => {
    await run(join(bin, name), args, { ...identity, cwd: folder })
  }
  const control = (args: string[]) =>
    program("pg_ctl", ["-D", data, "-w", "-l", join(folder, "log"), ...args])
  await program("initdb", [
    ...["-D", data, "-U", "caredesk", "--auth=trust", "--no-sync", "-E", "UTF8"],
  ])
  const options = ["-o", `-p ${port} -h 127.0.0.1 -k ${folder} -c fsync=off -c max_connections=500`]
  await control([...options, "start"])
  return {
    url: `postgres://caredesk@127.0.0.1:${port}/postgres`,
    program,
    restart: (mode) => control([...options, "-m", mode, "restart"]),
    async close() {
      await control(["-m", "immediate", "stop"])
      await rm(folder, { recursive: true, force: true })
    },
  }
}
