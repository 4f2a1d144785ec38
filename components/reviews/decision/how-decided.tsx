import type { DecidedView } from "#lib/reviews/decided-types.ts"
import { duration } from "../statistics/bars.tsx"

const PARTS: Record<string, string> = {
  biomarkers: "markers",
  document: "document",
  text: "source text",
  record: "present record",
}

const ASKED: Record<string, string> = {
  unopened: "no evidence opened",
  fast: "read faster than it can be",
  "document-unread": "document could not be read at that moment",
  "client-not-named": "client not named in the document",
  "client-unshown": "nothing to show whose draft it is",
  "newer-approved": "a newer draft was approved and stood in the call notes",
}

const UNREAD = {
  "no-text": "not compared: a scan or a picture",
  partly: "some pages not compared: scans or pictures",
  unreadable: "not compared: it could not be opened",
  late: "not compared: it did not come in time",
}

const inWords = (values: readonly string[], words: Record<string, string>, none: string) =>
  values.map((value) => words[value] ?? value).join(", ") || none

function workRows({ activeSeconds, evidenceOpened, edits, flags, firstApprover }: Work) {
  return [
    ["Time on the draft", duration(activeSeconds)],
    ["Evidence opened", inWords(evidenceOpened, PARTS, "none")],
    ["Edits", edits === 0 ? "none" : `at ${edits} ${edits === 1 ? "place" : "places"}`],
    ["Open flags", `${flags.contradicted} contradicted, ${flags.notFound} not found`],
    ...(flags.documentUnread ? [["Document", UNREAD[flags.documentUnread]]] : []),
    ["Asked once more", inWords(flags.askedAgain, ASKED, "nothing")],
    ...(firstApprover ? [["First approver", firstApprover]] : []),
  ] as [string, string][]
}

type Work = NonNullable<DecidedView["work"]>

/** Why a draft was approved over contradictions and, for administrators, how the reviewer worked on it. */
export function HowDecided({ decision }: { decision: DecidedView }) {
  const { overrides, reasonErased, work } = decision
  return (
    <>
      {overrides.map(({ by, contradicted, found, reason }) => (
        <div key={by} className="mt-2 text-sm">
          <p className="text-ink-muted">
            {by} approved over {contradicted}{" "}
            {contradicted === 1 ? "contradiction" : "contradictions"}
            {found < contradicted &&
              ` that stood on their screen, of which the check at the approval itself found ${found || "none"}`}
            {reason === null ? ". The reason was erased with the texts of this draft." : ":"}
          </p>
          {reason !== null && (
            <p dir="auto" className="whitespace-pre-wrap break-words text-ink-soft">
              {reason}
            </p>
          )}
        </div>
      ))}
      {reasonErased && (
        <p className="mt-2 text-sm text-ink-muted">
          What was typed to this decision was erased with the texts of this draft.
        </p>
      )}
      {work && (
        <dl className="mt-3 grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-0.5 border-line border-t pt-2 text-left text-sm">
          {workRows(work).map(([label, value]) => (
            <div key={label} className="contents">
              <dt className="text-ink-muted">{label}</dt>
              <dd className="break-words">{value}</dd>
            </div>
          ))}
        </dl>
      )}
    </>
  )
}
