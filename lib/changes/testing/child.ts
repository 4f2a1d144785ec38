import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { fileURLToPath } from "node:url"
import { LOCATION_ID, TOKEN } from "./desk.ts"

/** A worker in a process of its own, which a test may kill or stop. */
export type Worker = {
  signal(name: "SIGKILL" | "SIGSTOP" | "SIGCONT"): void
  /** Ends it in good order, and waits for that. */
  end(): Promise<void>
  kill(): Promise<void>
}

const running = (child: ChildProcess) => child.exitCode === null && child.signalCode === null

/** Starts a worker on a store and a GHL, and waits until it runs. */
export async function startWorkerProcess(
  ghlUrl: string,
  at: { databaseUrl: string } | { dataDir: string },
): Promise<Worker> {
  const child = spawn(
    process.execPath,
    ["--conditions=react-server", fileURLToPath(import.meta.resolve("./worker.ts"))],
    {
      stdio: ["pipe", "pipe", "inherit"],
      env: {
        NODE_ENV: "test",
        PATH: process.env.PATH,
        LOG_LEVEL: "fatal",
        GHL_BASE_URL: ghlUrl,
        GHL_ACCESS_TOKEN: TOKEN,
        GHL_LOCATION_ID: LOCATION_ID,
        ...("databaseUrl" in at ? { DATABASE_URL: at.databaseUrl } : { DATA_DIR: at.dataDir }),
      },
    },
  )
  const ended = once(child, "exit")
  const first = await Promise.race([once(child.stdout, "data"), ended])
  if (!running(child)) throw new Error(`The worker ended at its start: ${first}`)
  return {
    signal: (name) => child.kill(name),
    async end() {
      child.stdin.end()
      await ended
    },
    async kill() {
      if (running(child)) child.kill("SIGKILL")
      await ended
    },
  }
}
