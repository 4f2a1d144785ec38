import { z } from "zod"
import { type RunningSandbox, startSandbox } from "./server.ts"

/** `npm run sandbox`: the sandbox as a process of its own. */

const environment = z.object({
  SANDBOX_PORT: z.coerce.number().int().min(0).max(65_535).default(4010),
  SANDBOX_TOKEN: z.string().min(1).default("sandbox-token"),
  /** `memory` keeps nothing. */
  SANDBOX_DATA_DIR: z.string().min(1).default(".data/sandbox"),
  SANDBOX_PUBLIC_URL: z.url().optional(),
  SANDBOX_JOURNAL: z.coerce.number().int().min(1).default(5_000),
})

function stop(message: string): never {
  console.error(message)
  process.exit(1)
}

const parsed = environment.safeParse(process.env)
if (!parsed.success) stop(`The sandbox cannot start.\n${z.prettifyError(parsed.error)}`)

const env = parsed.data
let running: RunningSandbox
try {
  running = await startSandbox({
    port: env.SANDBOX_PORT,
    token: env.SANDBOX_TOKEN,
    dataDir: env.SANDBOX_DATA_DIR === "memory" ? null : env.SANDBOX_DATA_DIR,
    journaled: env.SANDBOX_JOURNAL,
    publicUrl: env.SANDBOX_PUBLIC_URL?.replace(/\/$/, "") ?? null,
  })
} catch (error) {
  if (error instanceof Error && "code" in error && error.code === "EADDRINUSE") {
    stop(
      `Port ${env.SANDBOX_PORT} is taken. Stop what runs there, or choose another with SANDBOX_PORT.`,
    )
  }
  throw error
}

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    void running.close().then(() => process.exit(0))
  })
}

console.log(`Sandbox ready at ${running.url} (state in ${env.SANDBOX_DATA_DIR})`)
