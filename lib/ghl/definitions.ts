import "server-only"
import { type Context, readAnswer } from "./context.ts"
import { definitionsAnswer, type KnownField } from "./definitions-schema.ts"
import { GhlError } from "./errors.ts"
import type { FieldDefinition, ReadOptions } from "./types.ts"

const KEPT_MS = 5 * 60_000

/** GET /locations/{id}/customFields?model=contact, kept for five minutes. */
export function createDefinitions({
  settings,
  call,
  share,
}: Pick<Context, "settings" | "call" | "share">) {
  let kept: { fields: KnownField[]; byId: Map<string, KnownField>; at: number } | null = null

  const mapOf = (fields: KnownField[]) =>
    new Map(fields.map((field) => [field.definition.id, field]))

  async function read(options: ReadOptions): Promise<KnownField[]> {
    const answer = await call({
      method: "get",
      path: `/locations/${encodeURIComponent(settings.locationId)}/customFields`,
      searchParams: { model: "contact" },
      write: false,
      options,
    })
    const { customFields } = readAnswer(definitionsAnswer, answer)
    kept = { fields: customFields, byId: mapOf(customFields), at: Date.now() }
    return customFields
  }

  async function fields(options: ReadOptions): Promise<KnownField[]> {
    if (!options.fresh && kept && Date.now() - kept.at < KEPT_MS) return kept.fields
    return share("definitions", options, read)
  }

  return {
    list: async (options: ReadOptions = {}): Promise<FieldDefinition[]> =>
      (await fields(options)).map(({ definition }) => definition),

    /**
     * For reading a contact's values: old definitions, or none, are better than no contact. A fresh
     * read of a contact needs no fresh definitions.
     */
    async byId(options: ReadOptions): Promise<Map<string, KnownField>> {
      try {
        const known = await fields({ ...options, fresh: false })
        return kept?.fields === known ? kept.byId : mapOf(known)
      } catch (error) {
        if (!(error instanceof GhlError)) throw error
        const old = kept?.byId
        if (!old && error.kind !== "missing-scope" && error.kind !== "forbidden") throw error
        return old ?? new Map()
      }
    },
  }
}
