import "server-only"
import type { z } from "zod"
import type { Answer } from "./answer.ts"
import type { KnownField } from "./definitions-schema.ts"
import { GhlError } from "./errors.ts"
import type { NoteKindMemory } from "./note-kind.ts"
import type { Redactor } from "./redaction.ts"
import type { GhlSettings } from "./settings.ts"
import type { Sharing } from "./sharing.ts"
import type { Transport } from "./transport.ts"
import type { CallOptions } from "./types.ts"

/** What the verbs of each resource share. */
export type Context = {
  settings: GhlSettings
  call: Transport
  share: Sharing
  redactor: Redactor
  noteKind: NoteKindMemory
  /** The location's definitions by id; empty when the token may not read them. */
  knownFields(options: CallOptions): Promise<Map<string, KnownField>>
  /** Takes definitions that were read elsewhere than by `knownFields`. */
  learnFields(fields: KnownField[]): void
}

/** Reads an answer by its schema. Throws kind `upstream` when even the outline is not GHL's. */
export function readAnswer<S extends z.ZodType>(schema: S, answer: Answer): z.output<S> {
  const parsed = schema.safeParse(answer.body)
  if (parsed.success) return parsed.data
  throw new GhlError({
    kind: "upstream",
    message: "GHL answered in a form this app does not know",
    traceId: answer.traceId,
    retryable: true,
    effect: "unknown",
  })
}

/** An error of this app's own making, before anything was sent. */
export function refused(kind: "rejected" | "not-found", message: string): GhlError {
  return new GhlError({ kind, message, retryable: false, effect: "not-sent" })
}
