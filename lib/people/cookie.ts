import "server-only"
import { decode } from "next-auth/jwt"
import { z } from "zod"
import { env } from "#lib/env.ts"

/** Browsers refuse `__Host-` and Secure cookies on plain http; only loopback addresses may be plain. */
export function sessionCookie() {
  const secure = env().APP_URL.startsWith("https:")
  return {
    name: secure ? "__Host-caredesk-session" : "caredesk-session",
    options: { httpOnly: true, sameSite: "lax" as const, path: "/", secure },
  }
}

const payload = z.object({ sessionId: z.uuid() })

/** The session id inside a cookie's value, or null when the cookie is not ours, broken or too old. */
export async function sessionIdIn(cookie: string | undefined): Promise<string | null> {
  if (!cookie) return null
  try {
    const token = await decode({ token: cookie, secret: env().AUTH_SECRET })
    return payload.safeParse(token).data?.sessionId ?? null
  } catch {
    return null
  }
}
