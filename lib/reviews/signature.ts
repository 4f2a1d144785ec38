import type { Role } from "#lib/people/permissions.ts"

/** Line ends are looked at from the first alone, and no space twice: the time stays linear in the length of a text. */
const SIGNED = /(?<!\n)\n+(?:AI draft \(|Call notes read and approved, note by )[^\n]*(?:\n\s*)?$/

/** The body of a note without the line that `signatureLine` makes; without its reference, too. */
export const withoutSignature = (body: string): string => body.replace(SIGNED, "")

/**
 * The line under a note that says who stands behind it: GHL shows no author, since all writes share
 * one token. `approvers` are one, or two in the order of their approvals; `at` is given in the
 * clinic's time zone with its name. For text found in GHL it is the reviewer's own note.
 */
export function signatureLine(input: {
  origin: "pipeline" | "watch"
  modelName: string | null
  modelVersion: string | null
  edited: boolean
  approvers: { name: string; role: Role }[]
  at?: { instant: Date; timeZone: string }
  /** Who put the call notes together afterwards with what stood in GHL by then. */
  merged?: { by: { name: string; role: Role }; at: Date }
}): string {
  const { at, merged } = input
  const named = ({ name, role }: { name: string; role: Role }) => `${name}, ${role}`
  const timeOf = (instant: Date) =>
    at
      ? `, ${new Intl.DateTimeFormat("en-US", {
          timeZone: at.timeZone,
          dateStyle: "medium",
          timeStyle: "short",
        }).format(instant)} ${at.timeZone}`
      : ""
  const people = input.approvers.map(named).join(" and ")
  const time = at ? timeOf(at.instant) : ""
  const after = merged
    ? `. Call notes put together with text in GoHighLevel by ${named(merged.by)}${timeOf(merged.at)}`
    : ""
  if (input.origin === "watch") {
    return `Call notes read and approved, note by ${people}${time}${after}`
  }
  const model =
    [input.modelName, input.modelVersion].filter(Boolean).join(", ") || "model not named"
  const verb = input.edited ? "edited and approved" : merged ? "approved" : "approved unchanged"
  return `AI draft (${model}), ${verb} by ${people}${time}${after}`
}
