import "server-only"
import type { Context } from "./context.ts"
import { pathId } from "./ids.ts"
import type { Ghl, ReadOptions, WriteReceipt } from "./types.ts"

/** POST and DELETE /contacts/{id}/tags; the DELETE carries a body. Other tags stay as they are. */
export function tagVerbs({ call }: Context): Pick<Ghl, "addTags" | "removeTags"> {
  async function send(
    method: "post" | "delete",
    contactId: string,
    tags: string[],
    options: ReadOptions = {},
  ): Promise<WriteReceipt> {
    const path = `/contacts/${pathId(contactId)}/tags`
    const { traceId } = await call({ method, path, json: { tags }, write: true, options })
    return { traceId }
  }

  return {
    addTags: (contactId, tags, options) => send("post", contactId, tags, options),
    removeTags: (contactId, tags, options) => send("delete", contactId, tags, options),
  }
}
