import "server-only"
import { cookies } from "next/headers"
import { forbidden, redirect } from "next/navigation"
import { cache } from "react"
import { recordAudit } from "#lib/audit/record.ts"
import { database } from "#lib/db/instance.ts"
import { sessionCookie, sessionIdIn } from "./cookie.ts"
import { allows, type Permission } from "./permissions.ts"
import { type Person, personOfSession } from "./sessions.ts"

const lookUp = cache(async (act: boolean): Promise<Person | null> => {
  const cookie = (await cookies()).get(sessionCookie().name)?.value
  const sessionId = await sessionIdIn(cookie)
  return sessionId ? personOfSession(await database(), sessionId, act) : null
})

/** Who makes this request, or null. `act: false` for polling, which must not keep a session alive. */
export function currentPerson(options: { act?: boolean } = {}): Promise<Person | null> {
  return lookUp(options.act ?? true)
}

/**
 * The person behind a request if they have the right, else why not. A refusal is audited here, so
 * that no page, handler or action can forget it.
 */
export async function personWith(
  permission: Permission,
  options: { act?: boolean } = {},
): Promise<{ person: Person } | { refused: "signed-out" | "forbidden" }> {
  const person = await currentPerson(options)
  if (!person) return { refused: "signed-out" }
  if (allows(person.role, permission)) return { person }
  await recordAudit(await database(), {
    actor: "person",
    personId: person.id,
    action: "access.refused",
    detail: { permission },
  })
  return { refused: "forbidden" }
}

/** For pages: the person, or off to the sign-in page (and back to `path` after), or the 403 page. */
export async function requirePage(permission: Permission, path: string): Promise<Person> {
  const answer = await personWith(permission)
  if ("person" in answer) return answer.person
  if (answer.refused === "signed-out") redirect(`/login?next=${encodeURIComponent(path)}`)
  forbidden()
}
