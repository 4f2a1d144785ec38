import "server-only"
import type { NextAuthOptions } from "next-auth"
import Credentials from "next-auth/providers/credentials"
import { recordAudit } from "#lib/audit/record.ts"
import { database } from "#lib/db/instance.ts"
import { env } from "#lib/env.ts"
import { log } from "#lib/log.ts"
import { sessionCookie } from "./cookie.ts"
import { ABSOLUTE_HOURS, endSession } from "./sessions.ts"
import { signIn } from "./sign-in.ts"

/** How the sign-in library names what went wrong; anything else may be a caller's own words. */
const CODE = /^[A-Z_]{1,60}$/

/**
 * next-auth carries the sign-in form, the CSRF token and the signed cookie. The cookie holds a session
 * id and nothing else; rights and validity are read from the session's row on every request.
 */
export function authOptions(): NextAuthOptions {
  const cookie = sessionCookie()
  return {
    secret: env().AUTH_SECRET,
    session: { strategy: "jwt", maxAge: ABSOLUTE_HOURS * 3600 },
    pages: { signIn: "/login", signOut: "/login", error: "/login" },
    cookies: { sessionToken: cookie },
    useSecureCookies: cookie.options.secure,
    providers: [
      Credentials({
        credentials: { email: {}, password: {} },
        async authorize(input, request) {
          const forwarded = request.headers?.["x-forwarded-for"]
          const address =
            String(forwarded ?? "unknown")
              .split(",")
              .at(-1)
              ?.trim() ?? "unknown"
          const answer = await signIn(await database(), input, address)
          if (answer.ok) return { id: answer.personId, sessionId: answer.sessionId }
          if (answer.reason === "throttled") throw new Error("throttled")
          return null
        },
      }),
    ],
    callbacks: {
      jwt({ token, user }) {
        if (user && "sessionId" in user) return { sub: user.id, sessionId: user.sessionId }
        return token
      },
      // Pages ask the server who is signed in; the browser's session endpoint tells nothing.
      session: ({ session }) => ({ expires: session.expires }),
      redirect: ({ url, baseUrl }) =>
        url.startsWith("/") && !/^\/[/\\]/.test(url) ? url : baseUrl,
    },
    events: {
      async signOut({ token }) {
        const { sessionId, sub } = token ?? {}
        if (typeof sessionId !== "string") return
        await (await database()).transaction(async (tx) => {
          await endSession(tx, sessionId)
          await recordAudit(tx, { actor: "person", personId: sub, action: "session.ended" })
        })
      },
    },
    logger: {
      error: (code) =>
        log.warn(CODE.test(code) ? { code } : {}, "sign-in library reported an error"),
      warn: () => {},
      debug: () => {},
    },
  }
}
