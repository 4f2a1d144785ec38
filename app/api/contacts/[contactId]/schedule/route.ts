import { z } from "zod"
import { readSchedule } from "#lib/contacts/schedule.ts"
import { env } from "#lib/env.ts"
import { ghlId } from "#lib/ghl/ids.ts"
import { ghl } from "#lib/ghl/instance.ts"
import { readHandler } from "#lib/people/handler.ts"

/** What is due next: open tasks and appointments to come, each half on its own. */
export const GET = readHandler(
  {
    permission: "contacts.browse",
    input: z.object({ contactId: ghlId }),
    audit: { verb: "contact.schedule-read", about: ({ contactId }) => ({ contactId }) },
  },
  ({ input, signal }) => readSchedule(ghl(), input.contactId, env().CLINIC_TIME_ZONE, { signal }),
)
