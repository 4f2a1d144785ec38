import { Refusal } from "./answers.ts"
import type { Route } from "./call.ts"
import { absentRoutes } from "./inventory/routes.ts"
import { contactListRoutes } from "./resources/contact-list.ts"
import { contactNoteRoutes } from "./resources/contact-notes.ts"
import { contactRecordRoutes } from "./resources/contact-record.ts"
import { contactScheduleRoutes } from "./resources/contact-schedule.ts"
import { contactSearchRoutes } from "./resources/contact-search.ts"
import { contactTagRoutes } from "./resources/contact-tags.ts"
import { contactTaskRoutes } from "./resources/contact-tasks.ts"
import { customFieldRoutes } from "./resources/custom-fields.ts"
import { documentRoutes } from "./resources/documents.ts"

const ROUTES: Route[] = [
  ...contactListRoutes,
  ...contactSearchRoutes,
  ...contactTagRoutes,
  ...contactNoteRoutes,
  ...contactScheduleRoutes,
  ...contactTaskRoutes,
  ...contactRecordRoutes,
  ...customFieldRoutes,
  ...documentRoutes,
  ...absentRoutes,
]

/**
 * Parts of GHL that other files of its declare, all under scopes that this token was not granted: they
 * exist, but not for us.
 */
const OUT_OF_SCOPE = [
  /^\/(users|opportunities|calendars|conversations|workflows|campaigns|medias|forms|surveys)(\/|$)/,
  /^\/(businesses|companies|funnels|invoices|payments|products|links|objects|emails)(\/|$)/,
  /^\/(custom-fields|associations|snapshots|social-media-posting|blogs|courses|store)(\/|$)/,
]

export type Match = { route: Route; params: Record<string, string> }

/**
 * The route of a request. 401 for what the token may not do, 501 for what it may and the sandbox has
 * not, 404 for what GHL does not have.
 */
export function findRoute(method: string, pathname: string): Match {
  const parts = segments(pathname)
  for (const route of ROUTES) {
    const params = route.method === method ? paramsOf(segments(route.path), parts) : null
    if (params) return { route, params }
  }
  if (OUT_OF_SCOPE.some((pattern) => pattern.test(pathname))) {
    const route: Route = { method, path: pathname, scope: "never-granted", handle: refuse }
    return { route, params: {} }
  }
  throw new Refusal(404, `Cannot ${method} ${pathname}`)
}

function refuse(): never {
  throw new Refusal(401, "The token is not authorized for this scope.")
}

function segments(path: string): string[] {
  return path.split("/").filter((part) => part !== "")
}

function paramsOf(pattern: string[], parts: string[]): Record<string, string> | null {
  if (pattern.length !== parts.length) return null
  const params: Record<string, string> = {}
  for (const [at, name] of pattern.entries()) {
    const part = parts[at] ?? ""
    if (name.startsWith(":")) params[name.slice(1)] = decoded(part)
    else if (name !== part) return null
  }
  return params
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    throw new Refusal(400, "Malformed path")
  }
}
