/** Texts that look like this body and are no JSON: what each is, and the text. */
export function noJson(body: unknown): [string, string][] {
  const text = JSON.stringify(body)
  return [
    ["broken off", text.slice(0, -1)],
    ["something after its end", `${text}}`],
    ["a comma too many", text.replace(/\}$/, ",}")],
    ["in single quotes", text.replaceAll('"', "'")],
    ["as a form", "locationId=elsewhere&body=text"],
  ]
}
