import type { ReactNode } from "react"
import { TokenBanner } from "#components/connection/token-banner.tsx"
import type { Role } from "#lib/people/permissions.ts"
import type { WaitingCount } from "#lib/reviews/inbox-types.ts"
import { SignOut, WhoAmI } from "./account.tsx"
import { IdleWatch } from "./idle-watch.tsx"
import { Mark } from "./mark.tsx"
import { Nav } from "./nav.tsx"
import { SessionDialog } from "./session-dialog.tsx"
import type { Theme } from "./theme.ts"
import { ThemeMenu } from "./theme-menu.tsx"
import { TitleCount } from "./title-count.tsx"
import { UnreachableNote } from "./unreachable-note.tsx"

type ShellProps = {
  person: { name: string; email: string; role: Role }
  waiting: WaitingCount
  attention: number
  theme: Theme
  idleMinutes: number
  children: ReactNode
}

/** The frame of every page behind sign-in. */
export function Shell({ person, waiting, attention, theme, idleMinutes, children }: ShellProps) {
  return (
    <div className="min-h-dvh md:grid md:grid-cols-[13.5rem_minmax(0,1fr)]">
      <a
        href="#main"
        className="sr-only z-50 rounded-md bg-accent px-3 py-2 text-sm font-medium text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        Skip to the page
      </a>
      <aside className="sticky top-0 hidden h-dvh flex-col gap-6 border-line border-r px-3 py-4 md:flex">
        <div className="px-2">
          <Mark />
        </div>
        <Nav role={person.role} waiting={waiting} attention={attention} />
        <div className="mt-auto flex flex-col gap-2">
          <div className="flex items-center gap-1 pl-2">
            <WhoAmI name={person.name} role={person.role} />
            <ThemeMenu initial={theme} side="top" />
          </div>
          <SignOut />
        </div>
      </aside>
      <header className="sticky top-0 z-30 flex h-14 items-center gap-1 border-line border-b bg-canvas pr-1.5 pl-4 md:hidden">
        <Mark />
        <div className="ml-auto flex min-w-0 items-center">
          <div className="mr-1 min-w-0 text-right">
            <WhoAmI name={person.name} role={person.role} />
          </div>
          <ThemeMenu initial={theme} />
          <SignOut small />
        </div>
      </header>
      <main id="main" tabIndex={-1} className="min-w-0 pb-20 outline-none md:pb-0">
        <TokenBanner />
        {children}
      </main>
      <div className="fixed inset-x-0 bottom-0 z-30 border-line border-t bg-canvas pb-[env(safe-area-inset-bottom)] md:hidden">
        <Nav role={person.role} waiting={waiting} attention={attention} bar />
      </div>
      <TitleCount waiting={waiting} />
      <UnreachableNote />
      <IdleWatch idleMinutes={idleMinutes} email={person.email} />
      <SessionDialog email={person.email} idleMinutes={idleMinutes} />
    </div>
  )
}
