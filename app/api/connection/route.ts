import { z } from "zod"
import { tasksRefused, writesRefused } from "#lib/changes/write-evidence.ts"
import type { ConnectionState } from "#lib/connection/types.ts"
import { database } from "#lib/db/instance.ts"
import { whatIsRefused } from "#lib/ghl/connection/token-watch.ts"
import { ghl } from "#lib/ghl/instance.ts"
import { readHandler } from "#lib/people/handler.ts"

/** Whether GHL refuses the token, its location, its reads, its writes or those of tasks, for everybody on the desk. Polled, so it does not count as an act. */
export const GET = readHandler(
  {
    permission: "contacts.browse",
    input: z.object({}),
    act: false,
    audit: { verb: null, because: "It is about the connection." },
  },
  async (): Promise<ConnectionState> => {
    const db = await database()
    const writes = await writesRefused(db)
    const tasks = await tasksRefused(db)
    return {
      ...(await whatIsRefused(ghl())),
      writesRefused: writes && { since: writes.since, kind: writes.kind },
      tasksRefused: tasks && { since: tasks.since, kind: tasks.kind },
    }
  },
)
