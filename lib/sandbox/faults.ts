import { z } from "zod"
import { FAULT_KINDS, type FaultInput } from "./types.ts"

/** What `POST /__sandbox/faults` takes. */
export const faultInput = z.strictObject({
  kind: z.enum(FAULT_KINDS),
  method: z.string().optional(),
  path: z
    .string()
    .refine((source) => isPattern(source), "not a regular expression")
    .optional(),
  count: z.number().int().min(1).optional(),
  after: z.number().int().min(0).optional(),
  status: z.number().int().min(200).max(599).optional(),
  delayMs: z.number().min(0).optional(),
  holdMs: z.number().min(0).optional(),
  body: z.unknown().optional(),
  retryAfter: z.number().min(0).optional(),
})

function isPattern(source: string): boolean {
  try {
    return new RegExp(source) instanceof RegExp
  } catch {
    return false
  }
}

export type Fault = FaultInput & { id: string; struck: number; skipped: number }

type Waiting = { fault: Fault; pattern: RegExp | null }

/** The faults waiting for their requests, in the order in which they were added. */
export class FaultBook {
  #waiting: Waiting[] = []
  #next = 1

  add(input: FaultInput): Fault {
    const fault = { ...input, id: `fault-${this.#next}`, struck: 0, skipped: 0 }
    this.#next += 1
    this.#waiting.push({ fault, pattern: input.path ? new RegExp(input.path) : null })
    return fault
  }

  list(): Fault[] {
    return this.#waiting.map(({ fault }) => fault)
  }

  clear(id?: string): void {
    this.#waiting = id === undefined ? [] : this.#waiting.filter(({ fault }) => fault.id !== id)
  }

  /** The fault that strikes this request, if any. Every match ahead of a fault's turn counts as let through. */
  take(method: string, path: string): Fault | null {
    for (const { fault, pattern } of this.#waiting) {
      if (fault.struck >= (fault.count ?? 1)) continue
      if (fault.method && fault.method.toUpperCase() !== method) continue
      if (pattern && !pattern.test(path)) continue
      if (fault.skipped < (fault.after ?? 0)) {
        fault.skipped += 1
        continue
      }
      fault.struck += 1
      return fault
    }
    return null
  }
}
