/** The words of GHL's paths. Whatever else stands between slashes is an id, or may be one. */
const WORDS = new Set([
  "contacts",
  "search",
  "locations",
  "customFields",
  "notes",
  "tasks",
  "completed",
  "appointments",
  "tags",
  "documents",
  "download",
])

/** An operation as GHL's pages name it, `GET /contacts/{id}/notes`: without ids and without query. */
export function operationOf(method: string, path: string): string {
  const parts = (path.split(/[?#]/)[0] ?? "").split("/")
  const named = parts.map((part) => (part === "" || WORDS.has(part) ? part : "{id}"))
  return `${method.toUpperCase()} ${named.join("/")}`
}
