import "server-only"
import { createChange } from "#lib/changes/create.ts"
import { InvalidChangeError } from "#lib/changes/request.ts"
import type { ChangeRequest } from "#lib/changes/types.ts"
import { database } from "#lib/db/instance.ts"

/** Stores a change, or says in words why it cannot be. */
export async function storeChange(request: ChangeRequest) {
  try {
    const { changeId } = await createChange(await database(), request)
    return { outcome: "stored", changeId } as const
  } catch (error) {
    if (error instanceof InvalidChangeError) {
      return { outcome: "refused", message: error.message } as const
    }
    throw error
  }
}
