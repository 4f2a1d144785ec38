import "server-only"
import { z } from "zod"
import { rawContact } from "./contact-schema.ts"
import { ghlId } from "./ids.ts"
import { countOrNull } from "./lenient.ts"

/** Answer of GET /contacts/ : contacts without an id are left out, but count for the end of the list. */
export const listAnswer = z
  .object({
    contacts: z.array(z.unknown()),
    count: countOrNull,
    meta: z
      .object({
        total: countOrNull,
        startAfter: countOrNull,
        startAfterId: ghlId.nullable().catch(null),
      })
      .catch({ total: null, startAfter: null, startAfterId: null }),
  })
  .transform(({ contacts, count, meta }) => ({
    contacts: contacts.flatMap((one) => rawContact.safeParse(one).data ?? []),
    received: contacts.length,
    total: meta.total ?? count,
    /** How many there are in all for certain: `count` may be of the page alone. */
    inAll: meta.total,
    next:
      meta.startAfter && meta.startAfterId
        ? { startAfter: meta.startAfter, startAfterId: meta.startAfterId }
        : null,
  }))

/** Position in search results as GHL's index gives it: the sort values of the last contact. */
const searchAfter = z
  .array(z.union([z.string().max(1_000), z.number(), z.null()]))
  .min(1)
  .max(10)

/** Answer of POST /contacts/search. */
export const searchAnswer = z
  .object({ contacts: z.array(z.unknown()), total: countOrNull })
  .transform(({ contacts, total }) => ({
    contacts: contacts.flatMap((one) => rawContact.safeParse(one).data ?? []),
    received: contacts.length,
    total,
    next: z.object({ searchAfter }).safeParse(contacts.at(-1)).data?.searchAfter ?? null,
  }))

/** A position in search results, and how many came before it, by which their end is known. */
const position = z.object({ at: searchAfter, before: z.int().min(0) })
type Position = z.infer<typeof position>

/** The opaque text that stands for a position in search results. */
export function packPosition(here: Position): string {
  return Buffer.from(JSON.stringify(here)).toString("base64url")
}

/** Null for a text that no search gave out. */
export function unpackPosition(packed: string): Position | null {
  try {
    const json: unknown = JSON.parse(Buffer.from(packed, "base64url").toString("utf8"))
    return position.safeParse(json).data ?? null
  } catch {
    return null
  }
}
