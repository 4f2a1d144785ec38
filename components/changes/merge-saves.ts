import type { MergeSaved } from "#lib/changes/merge-draft.ts"

/** A merged text, null for the offer as it is. */
type Text = string | null

export type MergeClash = Extract<MergeSaved, { outcome: "clash" }>

/**
 * The saves of one merge editor, each from the version that its person has seen. `send` answers with
 * undefined where the server refused, and throws where no answer came.
 */
export function mergeSaves(
  start: number,
  send: (text: Text, version: number) => Promise<MergeSaved | undefined>,
) {
  let version = start
  /** Sent without an answer that tells what is kept: it may be any of them. */
  let unanswered: Text[] = []

  async function save(text: Text): Promise<MergeSaved | undefined> {
    const before = unanswered
    unanswered = [...before, text]
    const answer = await send(text, version)
    if (!answer || answer.outcome === "gone") return answer
    unanswered = []
    // No other tab: a save from here, whose answer got lost.
    const own = answer.outcome === "clash" && before.includes(answer.text)
    if (answer.outcome === "clash" && !own) return answer
    version = answer.version
    return own ? save(text) : answer
  }

  return {
    /** Keeps a text; one save at a time. */
    save,
    /** The version from which the next save goes out. */
    version: () => version,
    /** The person has seen what another tab keeps, and goes on from it. */
    goOnFrom(clash: MergeClash) {
      version = clash.version
    },
  }
}
