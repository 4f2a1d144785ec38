import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from "node:fs"
import { join } from "node:path"

/**
 * A snapshot and the records since, in one folder. A record is written before the request that
 * caused it is answered, so a process killed at any point has lost nothing it had answered.
 * A snapshot names its own log file, so a kill in the midst of compacting leaves a whole pair.
 */
export class DiskLog {
  readonly #folder: string
  #generation = 0
  #file: number | null = null
  #bytes = 0

  constructor(folder: string) {
    mkdirSync(folder, { recursive: true })
    this.#folder = folder
  }

  /** What an earlier process left, or null. Records come in the order of writing. */
  read(): { snapshot: unknown; records: unknown[] } | null {
    const path = join(this.#folder, "snapshot.json")
    if (!existsSync(path)) return null
    const kept: unknown = JSON.parse(readFileSync(path, "utf8"))
    if (typeof kept !== "object" || kept === null || !("generation" in kept)) return null
    this.#generation = Number(kept.generation)
    const log = this.#logPath()
    const lines = existsSync(log) ? readFileSync(log, "utf8").split("\n") : []
    return {
      snapshot: "state" in kept ? kept.state : null,
      records: lines.flatMap((line) => {
        const record = parsedLine(line)
        return record === undefined ? [] : [record]
      }),
    }
  }

  /** Replaces everything by this state, atomically. */
  compact(state: unknown): void {
    const old = this.#logPath()
    this.close()
    this.#generation += 1
    this.#file = openSync(this.#logPath(), "w")
    this.#bytes = 0
    const temporary = join(this.#folder, "snapshot.json.new")
    const file = openSync(temporary, "w")
    writeSync(file, JSON.stringify({ generation: this.#generation, state }))
    fsyncSync(file)
    closeSync(file)
    renameSync(temporary, join(this.#folder, "snapshot.json"))
    rmSync(old, { force: true })
  }

  /** Bytes written since the last snapshot. */
  get size(): number {
    return this.#bytes
  }

  append(record: unknown): void {
    if (this.#file === null) return
    this.#bytes += writeSync(this.#file, `${JSON.stringify(record)}\n`)
  }

  close(): void {
    if (this.#file !== null) closeSync(this.#file)
    this.#file = null
  }

  #logPath(): string {
    return join(this.#folder, `log-${this.#generation}.jsonl`)
  }
}

/** A line cut off by a kill was never answered for, so it counts as not written. */
function parsedLine(line: string): unknown {
  if (line === "") return undefined
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
