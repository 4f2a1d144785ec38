import { GhlError } from "#lib/ghl/errors.ts"
import { failureOf, GHL_WORDS, type Problem } from "#lib/problem.ts"

/** The scope by which GHL tells the custom fields' names and types. */
const SCOPE = "locations/customFields.readonly"
const NOT_LET = "GoHighLevel does not let Caredesk read the custom fields’ names."

/**
 * Why the custom fields have no names, in words that fit wherever one of them is missed. What a contact
 * has besides them is there all the same.
 */
export function fieldsProblemOf(error: GhlError): Problem {
  const failure = failureOf(error)
  switch (error.kind) {
    case "missing-scope":
      return {
        ...failure,
        title: NOT_LET,
        advice: `Its access token lacks the scope ${SCOPE}, which an administrator can add in GoHighLevel. It then takes up to half a minute to show here.`,
      }
    case "forbidden":
      return {
        ...failure,
        title: NOT_LET,
        advice: "An administrator can see on the Connection page what is refused.",
      }
    default: {
      const { title, advice } = GHL_WORDS[error.kind]
      return {
        ...failure,
        title: "GoHighLevel did not give the custom fields’ names.",
        advice: `${title} ${advice}`,
      }
    }
  }
}

/** The fields' problem where a call failed for it; anything else is thrown on. */
export function fieldsProblemOrThrow(error: unknown): Problem {
  if (!(error instanceof GhlError)) throw error
  return fieldsProblemOf(error)
}
