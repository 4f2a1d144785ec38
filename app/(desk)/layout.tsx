import { cookies } from "next/headers"
import type { ReactNode } from "react"
import { Providers } from "#components/shell/providers.tsx"
import { Shell } from "#components/shell/shell.tsx"
import { THEME_COOKIE, themeOf } from "#components/shell/theme.ts"
import { needingAttention } from "#lib/changes/board.ts"
import { database } from "#lib/db/instance.ts"
import { env } from "#lib/env.ts"
import { currentPerson } from "#lib/people/session.ts"
import { IDLE_MINUTES } from "#lib/people/sessions.ts"
import { waitingDrafts } from "#lib/reviews/waiting.ts"

/** The frame only: each page asks for session and right itself, and sends the signed-out to sign in. */
export default async function DeskLayout({ children }: { children: ReactNode }) {
  const person = await currentPerson()
  if (!person) return children
  const theme = themeOf((await cookies()).get(THEME_COOKIE)?.value)
  const db = await database()
  return (
    <Providers now={Date.now()} timeZone={env().CLINIC_TIME_ZONE}>
      <Shell
        person={{ name: person.name, email: person.email, role: person.role }}
        waiting={await waitingDrafts(db, person.id)}
        attention={await needingAttention(db)}
        theme={theme}
        idleMinutes={IDLE_MINUTES}
      >
        {children}
      </Shell>
    </Providers>
  )
}
