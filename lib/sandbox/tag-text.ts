import { Refusal } from "./answers.ts"

/** Tags as GHL stores them: trimmed, lower-cased, each once. 422 unless it is a list of texts. */
export function tagList(value: unknown): string[] {
  if (!Array.isArray(value)) throw new Refusal(422, ["tags must be an array"])
  if (!value.every((tag) => typeof tag === "string")) {
    throw new Refusal(422, ["each value in tags must be a string"])
  }
  return [...new Set(value.map((tag) => tag.trim().toLowerCase()))].filter((tag) => tag !== "")
}
