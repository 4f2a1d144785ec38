import type { Role } from "#lib/people/permissions.ts"

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
}): string {
  const people = input.approvers.map(({ name, role }) => `${name}, ${role}`).join(" and ")
  const time = input.at
    ? `, ${new Intl.DateTimeFormat("en-US", {
        timeZone: input.at.timeZone,
        dateStyle: "medium",
        timeStyle: "short",
      }).format(input.at.instant)} ${input.at.timeZone}`
    : ""
  if (input.origin === "watch") return `Call notes read and approved, note by ${people}${time}`
  const model =
    [input.modelName, input.modelVersion].filter(Boolean).join(", ") || "model not named"
  const verb = input.edited ? "edited and approved" : "approved unchanged"
  return `AI draft (${model}), ${verb} by ${people}${time}`
}
