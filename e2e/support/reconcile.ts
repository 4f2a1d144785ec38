import { spawn } from "node:child_process"
import { once } from "node:events"
import type { Desk } from "./app.ts"

/** Runs `npm run reconcile` beside the running app, as an administrator does. */
export async function reconcile(desk: Desk): Promise<{ code: number | null; output: string }> {
  const child = spawn(
    process.execPath,
    ["--conditions=react-server", "lib/commands/reconcile.ts"],
    { stdio: ["ignore", "pipe", "pipe"], env: desk.variables() },
  )
  let output = ""
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      output += chunk.toString()
    })
  }
  const [code] = await once(child, "exit")
  return { code, output }
}
