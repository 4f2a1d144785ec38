import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { freePort } from "#lib/commands/ports.ts"
import { controlOf, type SandboxControl } from "#lib/sandbox/control.ts"
import { type RunningSandbox, startSandbox } from "#lib/sandbox/server.ts"
import { UpstreamProxy } from "./proxy.ts"
import { type DeskStore, makeStore, type Queries, type StoreKind } from "./store.ts"

export const PASSWORD = "caredesk e2e password"
export const TOKEN = "canary-token-7f3e9c51"
export const PIPELINE_TOKEN = "pipeline-token"
export const LOCATION_ID = "VXhSATpOGAvRAnd0iu7x"

/** How long an app may take to serve: shorter than a test's time, so that what it printed is told. */
const START_MS = 100_000

export type DeskOptions = { store?: StoreKind; proxied?: boolean }

/** A production build of the app, running against a sandbox of its own, on ports and a folder of its own. */
export class Desk {
  readonly url: string
  readonly sandbox: RunningSandbox
  readonly control: SandboxControl
  /** Everything the app's processes have printed. */
  output = ""
  private readonly port: number
  private readonly store: DeskStore
  private readonly env: Record<string, string>
  private process: ChildProcess | null = null
  /** Stands between app and sandbox, for tests that asked for it. */
  private readonly between: UpstreamProxy | null

  private constructor(
    port: number,
    store: DeskStore,
    sandbox: RunningSandbox,
    env: Record<string, string>,
    between: UpstreamProxy | null,
  ) {
    this.between = between
    this.port = port
    this.url = `http://localhost:${port}`
    this.store = store
    this.sandbox = sandbox
    this.control = controlOf(sandbox.url)
    this.env = env
  }

  /** Starts sandbox and app; `env` adds to the app's variables, `proxied` puts a proxy between the two. */
  static async open(
    env: Record<string, string> = {},
    { store = "any", proxied = false }: DeskOptions = {},
  ): Promise<Desk> {
    const sandbox = await startSandbox({ port: 0, dataDir: null, token: TOKEN })
    const between = proxied ? await UpstreamProxy.open(sandbox.url) : null
    const desk = new Desk(await freePort(), await makeStore(store), sandbox, env, between)
    await desk.start()
    return desk
  }

  /** The environment the app runs in, which its commands run in too. */
  variables(env: Record<string, string> = {}): NodeJS.ProcessEnv {
    return {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      NODE_ENV: "production",
      NEXT_TELEMETRY_DISABLED: "1",
      PORT: String(this.port),
      APP_URL: this.url,
      AUTH_SECRET: "a secret for the browser tests, and for nothing else",
      GHL_ACCESS_TOKEN: TOKEN,
      GHL_LOCATION_ID: LOCATION_ID,
      GHL_BASE_URL: (this.between ?? this.sandbox).url,
      PIPELINE_TOKEN,
      DEMO_PASSWORD: PASSWORD,
      ...this.store.env,
      TAG_HOLD_SECONDS: "1",
      SETTLE_SECONDS: "4",
      WATCH_SECONDS: "0",
      // Each test begins with the sandbox anew; contacts in the app's memory would be those of before.
      SNAPSHOT_LIMIT: "0",
      ...this.env,
      ...env,
    }
  }

  /** Starts the app and waits until it serves; `env` adds to its variables for this run. */
  async start(env: Record<string, string> = {}): Promise<void> {
    const child = spawn(process.execPath, ["lib/commands/start.ts"], {
      stdio: ["ignore", "pipe", "pipe"],
      env: this.variables(env),
    })
    const keep = (chunk: Buffer) => {
      this.output += chunk.toString()
    }
    child.stdout?.on("data", keep)
    child.stderr?.on("data", keep)
    this.process = child
    // A worker that is ended in the middle must not leave its app behind.
    const end = () => child.kill("SIGKILL")
    process.once("exit", end)
    child.once("exit", () => process.off("exit", end))
    const until = performance.now() + START_MS
    while (performance.now() < until) {
      if (child.exitCode !== null || child.signalCode !== null) {
        throw new Error(`the app ended, ${child.signalCode ?? child.exitCode}:\n${this.output}`)
      }
      const signal = AbortSignal.timeout(10_000)
      const answer = await fetch(`${this.url}/api/health`, { signal }).catch(() => null)
      await answer?.body?.cancel()
      if (answer?.ok) return
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    await this.kill()
    throw new Error(`the app did not answer:\n${this.output}`)
  }

  /**
   * Runs `act` while changes are held for `seconds`: ten are enough for a colleague's edit, and who presses
   * Cancel takes more, for a busy machine may stand still for ten.
   */
  async whileHeldLong(act: () => Promise<void>, seconds = 10): Promise<void> {
    await this.kill()
    await this.start({ TAG_HOLD_SECONDS: String(seconds) })
    try {
      await act()
    } finally {
      await this.kill()
      await this.start()
    }
  }

  /** Looks into the store, or changes it, while the app is stopped: for what no screen of these tests can bring about. */
  async inStore(act: (store: Queries) => Promise<unknown>): Promise<void> {
    await this.kill()
    await this.store.open(act)
    await this.start()
  }

  /** Ends the app as a power cut would. */
  kill(): Promise<void> {
    return this.end("SIGKILL")
  }

  /** Ends the app as who runs it does. */
  stop(): Promise<void> {
    return this.end("SIGTERM")
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    const child = this.process
    this.process = null
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    child.kill(signal)
    await once(child, "exit")
  }

  get proxy(): UpstreamProxy {
    if (!this.between) throw new Error("this desk was opened without a proxy")
    return this.between
  }

  async close(): Promise<void> {
    await this.kill()
    await this.between?.close()
    await this.sandbox.close()
    await this.store.remove()
  }

  /** Posts a draft as the pipeline does; answers its id. */
  async postDraft(body: object): Promise<string> {
    const answer = await fetch(`${this.url}/api/drafts`, {
      method: "POST",
      headers: { Authorization: `Bearer ${PIPELINE_TOKEN}`, "Content-Type": "application/json" },
      body: JSON.stringify(body),
    })
    if (answer.status !== 201) throw new Error(`the draft was answered ${answer.status}`)
    return (await answer.json()).id
  }
}
