import { mkdtemp } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { freePort } from "#lib/commands/ports.ts"
import { controlOf, type SandboxControl } from "#lib/sandbox/control.ts"
import { Part } from "./part.ts"
import { Reviewer } from "./reviewer.ts"
import { SCALE, TIMES } from "./scale.ts"
import { makeStore, type StoreUnderTest } from "./store-under-test.ts"

const TOKEN = "sandbox-token"
const PIPELINE_TOKEN = "pipeline-token"
const PASSWORD = "a password for the fault proof"
const LOCATION_ID = "VXhSATpOGAvRAnd0iu7x"

/** More than anybody asks for. A 429 that a case meets counts for an interval, for the whole process. */
export const rateLimit = (intervalMs: number) => ({
  max: 1_000_000,
  intervalMs,
  daily: 100_000_000,
})

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const
/** As a shell tells of a command that was stopped. */
const STOPPED = 130

export type Guard = "fresh-read" | "settling" | "lease"

const SWITCHES: Record<Guard, string> = {
  "fresh-read": "TEST_SKIP_FRESH_READ",
  settling: "TEST_SKIP_SETTLING",
  lease: "TEST_SKIP_LEASE",
}

/** The desk under test: sandbox, app and workers as processes of their own, on a store of their own. */
export type Stage = {
  folder: string
  store: StoreUnderTest
  control: SandboxControl
  reviewer: Reviewer
  app: Part
  workers: Part[]
  /** Posts a draft as the pipeline does; answers its id. Throws while the app is away. */
  postDraft(body: object): Promise<string>
  /** Kills every process of the desk and starts all, or `only` some; `between` runs while none is there. */
  restartAll(
    between: () => Promise<void>,
    only?: { parts: Part[]; env: (part: Part) => Record<string, string> },
  ): Promise<void>
  close(): Promise<void>
}

/** Opens a stage; null where its store cannot be had. Everything is in `folder` when it ends. */
export async function openStage(input: {
  store: "pglite" | "postgres"
  switchOff: Guard | null
  contacts: number
  seed: number
  /** Workers beside the app's own; on Postgres only. */
  workers: number
}): Promise<Stage | null> {
  const folder = await mkdtemp(join(tmpdir(), "caredesk-faults-"))
  const store = await makeStore(input.store, folder)
  if (!store) return null
  const sandboxPort = await freePort()
  const port = await freePort()
  const url = `http://localhost:${port}`
  const ghlUrl = `http://127.0.0.1:${sandboxPort}`
  const env = {
    ...store.env,
    PORT: String(port),
    APP_URL: url,
    AUTH_SECRET: "a secret for the fault proof, and for nothing else",
    GHL_ACCESS_TOKEN: TOKEN,
    GHL_LOCATION_ID: LOCATION_ID,
    GHL_BASE_URL: ghlUrl,
    PIPELINE_TOKEN,
    DEMO_PASSWORD: PASSWORD,
    TAG_HOLD_SECONDS: String(TIMES.holdMs / 1_000),
    SETTLE_SECONDS: String(TIMES.settleMs / SCALE / 1_000),
    LOG_LEVEL: "warn",
    TEST_TIME_SCALE: String(SCALE),
    ...(input.switchOff ? { [SWITCHES[input.switchOff]]: "1" } : {}),
  }
  const control = controlOf(ghlUrl)
  const sandbox = new Part({
    name: "sandbox",
    script: "lib/sandbox/main.ts",
    folder,
    env: {
      SANDBOX_PORT: String(sandboxPort),
      SANDBOX_TOKEN: TOKEN,
      SANDBOX_DATA_DIR: "memory",
      SANDBOX_JOURNAL: "1000000",
    },
    ready: async () => (await fetch(`${ghlUrl}/__sandbox/settings`)).ok,
  })
  const app = new Part({
    name: "app",
    script: "lib/commands/start.ts",
    folder,
    env,
    ready: async () => (await fetch(`${url}/api/health`)).ok,
  })
  const workers = Array.from(
    { length: input.store === "postgres" ? input.workers : 0 },
    (_, index) =>
      new Part({
        name: `worker-${index + 1}`,
        script: "lib/commands/worker.ts",
        folder,
        env,
        ready: (output) => output.includes("runs changes"),
      }),
  )
  const parts = [app, ...workers]
  let closing: Promise<void> | null = null
  const close = () => {
    closing ??= Promise.all([...parts, sandbox].map((part) => part.end())).then(() => store.close())
    return closing
  }
  // Whoever stops the run must not leave its processes behind.
  const stop = () =>
    void close()
      .catch((error) => console.error("Not everything could be ended:", error))
      .finally(() => process.exit(STOPPED))
  for (const signal of SIGNALS) process.once(signal, stop)
  await sandbox.start()
  await control.reset({ seed: input.seed, contacts: input.contacts })
  await control.settings({ rateLimit: rateLimit(500) })
  await Promise.all(parts.map((part) => part.start()))
  return {
    folder,
    store,
    control,
    reviewer: new Reviewer(url, PASSWORD),
    app,
    workers,
    async postDraft(body) {
      const answer = await fetch(`${url}/api/drafts`, {
        method: "POST",
        headers: { authorization: `Bearer ${PIPELINE_TOKEN}`, "content-type": "application/json" },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(20_000),
      })
      if (!answer.ok) throw new Error(`The draft was answered ${answer.status}`)
      return ((await answer.json()) as { id: string }).id
    },
    async restartAll(between, only) {
      await Promise.all(parts.map((part) => part.kill()))
      await between()
      await Promise.all((only?.parts ?? parts).map((part) => part.start(only?.env(part))))
    },
    async close() {
      for (const signal of SIGNALS) process.off(signal, stop)
      await close()
    },
  }
}
