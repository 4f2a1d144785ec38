import { spawn } from "node:child_process"
import { createInterface } from "node:readline"

/** A sandbox as a process of its own, so that it does not wait for the client it measures; `journal` is how many requests it remembers. */
export async function sandboxProcess({ journal = 200_000 } = {}): Promise<{
  url: string
  pid: number
  stop(): void
}> {
  const child = spawn(process.execPath, ["lib/sandbox/main.ts"], {
    stdio: ["ignore", "pipe", "inherit"],
    env: {
      ...process.env,
      SANDBOX_PORT: "0",
      SANDBOX_DATA_DIR: "memory",
      SANDBOX_JOURNAL: String(journal),
      SANDBOX_TOKEN: "sandbox-token",
    },
  })
  process.once("exit", () => child.kill())
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /http:\S+/.exec(line)?.[0]
    if (url) return { url, pid: child.pid ?? 0, stop: () => child.kill() }
  }
  throw new Error("The sandbox did not start")
}
