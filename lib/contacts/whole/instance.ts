import "server-only"
import type { Db } from "#lib/db/store.ts"
import { env } from "#lib/env.ts"
import { ghl } from "#lib/ghl/instance.ts"
import { ownChangesIn } from "./own-changes.ts"
import { createWholeLocation, type WholeLocation } from "./whole-location.ts"

// On globalThis: the web framework loads modules more than once in a process.
const holder = globalThis as { caredeskWhole?: WholeLocation }

/** The location in this process's memory; one a process. */
export function wholeLocation(db: Db): WholeLocation {
  holder.caredeskWhole ??= createWholeLocation({
    ghl: ghl(),
    limit: env().SNAPSHOT_LIMIT,
    changes: ownChangesIn(db),
  })
  return holder.caredeskWhole
}
