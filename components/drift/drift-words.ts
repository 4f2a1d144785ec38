import type { DriftView } from "#lib/reconcile/list.ts"

/** What differs, in neutral words: an edit by a person is no error. */
export function driftInWords({
  kind,
  what,
  changeId,
}: Pick<DriftView, "kind" | "what" | "changeId">): string {
  switch (kind) {
    case "text-changed":
      return `${what} were edited in GoHighLevel since: the ${changeId === null ? "accepted" : "approved"} text no longer stands there as it was.`
    case "note-missing":
      return `The note with Caredesk ref ${what} is no longer there.`
    case "note-changed":
      return `The note with Caredesk ref ${what} was edited in GoHighLevel since.`
    case "note-altered":
      return `The note with Caredesk ref ${what} reads otherwise in GoHighLevel than it was sent: GoHighLevel altered its text in the saving.`
    case "note-surplus":
      return "The note stands there twice. Caredesk marks the later one as a duplicate."
    case "tag-missing":
      return `The tag ${what} is no longer there.`
    case "tag-back":
      return `The tag ${what} is there again.`
    case "contact-gone":
      return "The contact is no longer in GoHighLevel. It may have been deleted or merged."
  }
}
