import type { BacklogEdit, BacklogRow } from "#lib/reviews/watch/backlog-types.ts"

/** A number of texts. */
export const texts = (n: number) => `${n} ${n === 1 ? "text" : "texts"}`

/** Whether a text may be accepted together with others. */
export const isPickable = ({ heldBy, edited }: BacklogRow) => heldBy === null && edited === null

/** That a text was edited, in a word or two and in full. */
export function editInWords({ by, mine, taken }: BacklogEdit): { badge: string; more: string } {
  const who = mine ? "you" : by
  return {
    badge: `Edited by ${who}`,
    more: taken
      ? `Here the text stands as it was found. What ${who} made of it stands in its review, where it is decided.`
      : `What ${who} wrote was not taken into the draft. It stands among the versions in its review, where it is decided.`,
  }
}

function editedOf(total: number, edited: number): string {
  if (edited === 0) return ""
  if (total === 1) return " It was edited here since, and is decided in its own review."
  return edited === 1
    ? " One of them was edited here since and is decided in its own review."
    : ` ${edited} of them were edited here since and are decided in their own reviews.`
}

/** What the texts of the backlog are, and which part of them a page is. */
export function standsInWords({
  total,
  shown,
  edited,
}: {
  total: number
  shown: number
  edited: number
}): string {
  const stood =
    total === 1
      ? "This text stood in the call notes before Caredesk, and nobody has approved it here."
      : `${shown < total ? total : `These ${total}`} texts stood in the call notes before Caredesk, and nobody has approved them here.`
  const part = shown < total ? ` This page shows ${shown} of them.` : ""
  return `${stood}${editedOf(total, edited)}${part}`
}

/** What whoever accepts all should know of the texts that are meant. `onPage`: those of them on this page. */
export function acceptAllNotes({
  acceptable,
  onPage,
  total,
}: {
  acceptable: number
  onPage: number
  total: number
}): string {
  return [
    acceptable > onPage && "Texts that you have not seen on this page are among them.",
    acceptable < total &&
      "Those that were edited here or are under review by somebody else are left out.",
  ]
    .filter(Boolean)
    .join(" ")
}

/** What came of accepting. */
export function acceptedInWords({ accepted, left }: { accepted: number; left: number }): string {
  const said = `${texts(accepted)} accepted. Nothing was written to GoHighLevel.`
  if (left === 0) return said
  return `${said} ${left} ${left === 1 ? "was" : "were"} left: decided, changed in GoHighLevel, edited here, or under review by somebody else.`
}
