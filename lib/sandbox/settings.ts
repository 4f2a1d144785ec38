import { z } from "zod"
import type { Settings } from "./types.ts"

/** Limits: 100 requests in 10 s and 200,000 a day, as the vendor's pages say. */
export function defaultSettings(): Settings {
  return {
    indexLagMs: 3000,
    rateLimit: { max: 100, intervalMs: 10_000, daily: 200_000, sendRetryAfter: false },
    notes: "plain",
    notesOrder: "newest",
    notesCap: null,
    revokedScopes: [],
    tokenRevoked: false,
    unknownContact: 400,
    lastPageMeta: "null",
    redirectDocuments: null,
    downloadsCount: true,
    fieldTypes: {},
  }
}

/** What `POST /__sandbox/settings` takes: any part of the settings. */
export const settingsPatch = z.strictObject({
  indexLagMs: z.number().min(0).optional(),
  rateLimit: z
    .strictObject({
      max: z.number().int().min(0).optional(),
      intervalMs: z.number().min(1).optional(),
      daily: z.number().int().min(0).optional(),
      sendRetryAfter: z.boolean().optional(),
      kind: z.enum(["fixed", "sliding", "bucket"]).optional(),
      refusedCount: z.boolean().optional(),
      others: z
        .strictObject({
          perSecond: z.number().min(0).max(10_000),
          burst: z
            .strictObject({
              calls: z.number().int().min(1).max(10_000),
              everyMs: z.number().min(1),
            })
            .optional(),
        })
        .nullish(),
    })
    .optional(),
  notes: z.enum(["plain", "html"]).optional(),
  notesOrder: z.enum(["newest", "oldest"]).optional(),
  notesCap: z.number().int().min(1).nullish(),
  revokedScopes: z.array(z.string()).optional(),
  tokenRevoked: z.boolean().optional(),
  unknownContact: z.literal([400, 404]).optional(),
  lastPageMeta: z.enum(["null", "absent"]).optional(),
  redirectDocuments: z.union([z.literal("all"), z.array(z.string())]).nullish(),
  downloadsCount: z.boolean().optional(),
  fieldTypes: z.record(z.string(), z.string()).optional(),
})

export type SettingsPatch = z.infer<typeof settingsPatch>

/** Settings with the patch laid over them; the parts of `rateLimit` merge too. */
export function patched(settings: Settings, patch: SettingsPatch): Settings {
  const { rateLimit, redirectDocuments, notesCap, ...rest } = patch
  return {
    ...settings,
    ...rest,
    rateLimit: { ...settings.rateLimit, ...rateLimit },
    notesCap: notesCap === undefined ? settings.notesCap : notesCap,
    redirectDocuments:
      redirectDocuments === undefined ? settings.redirectDocuments : redirectDocuments,
  }
}
