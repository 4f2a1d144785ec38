import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { createWriteStream, writeFileSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"

/** A process of the desk under test: the app, a worker, the sandbox. It may be killed, stopped and started again. */
export class Part {
  readonly name: string
  readonly #script: string
  readonly #env: Record<string, string>
  readonly #folder: string
  readonly #ready: () => Promise<boolean>
  #child: ChildProcess | null = null
  #ended = false

  /** `ready` tells whether the started process does its work; `folder` takes its log and its clock. */
  constructor(input: {
    name: string
    script: string
    env: Record<string, string>
    folder: string
    ready?: (output: string) => Promise<boolean> | boolean
  }) {
    this.name = input.name
    this.#script = input.script
    this.#env = input.env
    this.#folder = input.folder
    this.#ready = async () => (input.ready ? input.ready(this.#output) : true)
  }

  #output = ""
  /** What it said last when it ended and nobody had ended it. */
  readonly deaths: string[] = []

  get running(): boolean {
    return this.#child !== null && this.#child.exitCode === null && this.#child.signalCode === null
  }

  /** Starts the process and waits until it is ready. `env` adds to its variables for this run. */
  async start(env: Record<string, string> = {}): Promise<void> {
    if (this.#ended) throw new Error(`The ${this.name} is not to be started again`)
    const log = createWriteStream(join(this.#folder, `${this.name}.log`), { flags: "a" })
    this.#output = ""
    const child = spawn(process.execPath, ["--conditions=react-server", this.#script], {
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        NODE_ENV: "production",
        NEXT_TELEMETRY_DISABLED: "1",
        NODE_OPTIONS: `--import=${fileURLToPath(import.meta.resolve("./shifted-clock.ts"))}`,
        CLOCK_FILE: this.#clockFile,
        ...this.#env,
        ...env,
      },
    })
    const keep = (chunk: Buffer) => {
      log.write(chunk)
      this.#output = (this.#output + chunk.toString()).slice(-20_000)
    }
    child.stdout?.on("data", keep)
    child.stderr?.on("data", keep)
    this.#child = child
    child.once("exit", () => {
      if (this.#child === child) this.deaths.push(this.#output.trim().slice(-300))
    })
    for (let tries = 0; tries < 1_200; tries++) {
      if (!this.running) throw new Error(`The ${this.name} ended at its start:\n${this.#output}`)
      if (await this.#ready().catch(() => false)) return
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    throw new Error(`The ${this.name} did not get ready:\n${this.#output}`)
  }

  /** Ends it as a power cut would, stopped or not. */
  async kill(): Promise<void> {
    const child = this.#child
    this.#child = null
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    child.kill("SIGKILL")
    await once(child, "exit")
  }

  /** Kills it for good: whoever still works with it cannot start it again. */
  async end(): Promise<void> {
    this.#ended = true
    await this.kill()
  }

  signal(name: "SIGSTOP" | "SIGCONT"): void {
    this.#child?.kill(name)
  }

  /** Sets the wall clock of this process off by so many milliseconds. */
  setClock(shiftMs: number): void {
    writeFileSync(this.#clockFile, String(shiftMs))
  }

  get #clockFile(): string {
    return join(this.#folder, `${this.name}.clock`)
  }
}
