import type { Role } from "#lib/people/permissions.ts"

/**
 * The line under a note that says who stands behind it: GHL shows no author, since all writes share
 * one token. `at` is given in the clinic's time zone with its name.
 */
export function signatureLine(input: {
  modelName: string | null
  modelVersion: string | null
  edited: boolean
  personName: string
  role: Role
  at?: { instant: Date; timeZone: string }
}): string {
  const model =
    [input.modelName, input.modelVersion].filter(Boolean).join(", ") || "model not named"
  const verb = input.edited ? "edited and approved" : "approved unchanged"
  const time = input.at
    ? `, ${new Intl.DateTimeFormat("en-US", {
        timeZone: input.at.timeZone,
        dateStyle: "medium",
        timeStyle: "short",
      }).format(input.at.instant)} ${input.at.timeZone}`
    : ""
  return `AI draft (${model}), ${verb} by ${input.personName}, ${input.role}${time}`
}
