import "server-only"
import { type Context, readAnswer } from "./context.ts"
import { definitionsAnswer, type KnownField } from "./definitions-schema.ts"
import { GhlError } from "./errors.ts"
import type { CallOptions, FieldDefinition, ReadOptions } from "./types.ts"

const KEPT_MS = 5 * 60_000
/** As often as it is tried whether contacts can be read again, where they were refused. */
const REFUSED_MS = 30_000

/**
 * GET /locations/{id}/customFields?model=contact, kept for five minutes. That the token lacks the scope is
 * kept too, for half a minute: every read of a contact asks, and each refusal is a call and a failure.
 */
export function createDefinitions({
  settings,
  call,
  share,
}: Pick<Context, "settings" | "call" | "share">) {
  let kept: { fields: KnownField[]; byId: Map<string, KnownField>; at: number } | null = null
  let refusal: { error: GhlError; at: number } | null = null

  const mapOf = (fields: KnownField[]) =>
    new Map(fields.map((field) => [field.definition.id, field]))

  const isYoung = ({ at }: { at: number }, ms: number) => performance.now() - at < ms

  function learn(fields: KnownField[]): void {
    kept = { fields, byId: mapOf(fields), at: performance.now() }
  }

  async function read(options: CallOptions): Promise<KnownField[]> {
    try {
      const answer = await call({
        method: "get",
        path: `/locations/${encodeURIComponent(settings.locationId)}/customFields`,
        searchParams: { model: "contact" },
        write: false,
        options,
      })
      const { customFields } = readAnswer(definitionsAnswer, answer)
      learn(customFields)
      return customFields
    } catch (error) {
      // GHL's own word alone: a 403 may be of something on the way to it, and pass.
      if (error instanceof GhlError && error.kind === "missing-scope") {
        refusal = { error, at: performance.now() }
      }
      throw error
    }
  }

  async function fields(options: CallOptions): Promise<KnownField[]> {
    if (!options.fresh) {
      if (kept && isYoung(kept, KEPT_MS)) return kept.fields
      if (refusal && isYoung(refusal, REFUSED_MS)) throw refusal.error
    }
    return share("definitions", options, read)
  }

  return {
    /** What the look at the connection has read of them: it goes over a refusal of before. */
    learn,

    list: async (options: ReadOptions = {}): Promise<FieldDefinition[]> =>
      (await fields(options)).map(({ definition }) => definition),

    /**
     * For reading a contact's values: old definitions, or none, are better than no contact. Where there are
     * some, newer ones are read behind the reader's back: a write must not wait for them between its fresh
     * read and its send, nor a page. A fresh read of a contact needs no fresh definitions.
     */
    async byId({ priority, ...options }: CallOptions): Promise<Map<string, KnownField>> {
      if (kept) {
        // Whoever wants the definitions themselves is told what went wrong.
        fields({ priority }).catch(() => {})
        return kept.byId
      }
      try {
        return mapOf(await fields({ ...options, priority, fresh: false }))
      } catch (error) {
        if (!(error instanceof GhlError)) throw error
        if (error.kind !== "missing-scope" && error.kind !== "forbidden") throw error
        return new Map()
      }
    },
  }
}
