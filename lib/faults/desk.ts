import { freePort } from "#lib/commands/ports.ts"
import type { SandboxControl } from "#lib/sandbox/control.ts"
import { Part } from "./part.ts"
import { Reviewer } from "./reviewer.ts"
import { SCALE, TIMES } from "./scale.ts"
import { makeStore, type StoreUnderTest } from "./store-under-test.ts"

export const TOKEN = "sandbox-token"
const PIPELINE_TOKEN = "pipeline-token"
const PASSWORD = "a password for the fault proof"
const LOCATION_ID = "VXhSATpOGAvRAnd0iu7x"

export type Guard = "fresh-read" | "settling" | "lease"

const SWITCHES: Record<Guard, string> = {
  "fresh-read": "TEST_SKIP_FRESH_READ",
  settling: "TEST_SKIP_SETTLING",
  lease: "TEST_SKIP_LEASE",
}

/** App and workers as processes of their own, on a store of their own, before a sandbox. */
export type Desk = {
  folder: string
  /** How long a change is held after its approval. */
  holdMs: number
  store: StoreUnderTest
  control: SandboxControl
  reviewer: Reviewer
  app: Part
  workers: Part[]
  /** Posts a draft as the pipeline does; answers its id. Throws while the app is away. */
  postDraft(body: object): Promise<string>
  /** Starts every process. */
  start(): Promise<void>
  /** Kills every process of the desk and starts all, each with what `env` adds; `between` runs while none is there. */
  restartAll(
    between: () => Promise<void>,
    env?: (part: Part) => Record<string, string>,
  ): Promise<void>
  /** Ends every process and the store. */
  close(): Promise<void>
}

export type DeskInput = {
  store: "pglite" | "postgres"
  switchOff: Guard | null
  /** The guard that the cases and the times are hard on. */
  hardOn: Guard | null
  /** Workers beside the app's own; on Postgres only. */
  workers: number
}

/** Makes a desk whose processes are not started yet; null where its store cannot be had. */
export async function makeDesk(
  input: DeskInput,
  at: { folder: string; control: SandboxControl; ghlUrl: string },
): Promise<Desk | null> {
  const { folder, control, ghlUrl } = at
  const store = await makeStore(input.store, folder)
  if (!store) return null
  const port = await freePort()
  const url = `http://localhost:${port}`
  const holdMs = input.hardOn === "fresh-read" ? TIMES.longHoldMs : TIMES.holdMs
  // With it on, what the run without it finds would not be there.
  const settleMs = input.hardOn === "settling" ? TIMES.longSettleMs : TIMES.settleMs
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
    TAG_HOLD_SECONDS: String(holdMs / 1_000),
    SETTLE_SECONDS: String(settleMs / SCALE / 1_000),
    LOG_LEVEL: "warn",
    TEST_TIME_SCALE: String(SCALE),
    ...(input.switchOff ? { [SWITCHES[input.switchOff]]: "1" } : {}),
  }
  const app = new Part({
    name: "app",
    script: "lib/commands/start.ts",
    folder,
    env,
    ready: async () =>
      (await fetch(`${url}/api/health`, { signal: AbortSignal.timeout(10_000) })).ok,
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
  return {
    folder,
    holdMs,
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
    async start() {
      await Promise.all(parts.map((part) => part.start()))
    },
    async restartAll(between, added) {
      await Promise.all(parts.map((part) => part.kill()))
      await between()
      await Promise.all(parts.map((part) => part.start(added?.(part))))
    },
    close() {
      closing ??= Promise.all(parts.map((part) => part.end())).then(() => store.close())
      return closing
    },
  }
}
