import type { ReactNode } from "react"
import { Mark } from "./mark.tsx"

/** The page before the desk: sign-in, setup, and addresses that lead nowhere. */
export function EntryPage({ children }: { children: ReactNode }) {
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-sm flex-col justify-center px-4 py-10">
      <div className="mb-6 px-1">
        <Mark />
      </div>
      {children}
    </main>
  )
}

/** One thing to say or to ask. */
export function EntryCard({
  title,
  hint,
  foot,
  children,
}: {
  title: string
  hint?: ReactNode
  foot?: ReactNode
  children?: ReactNode
}) {
  return (
    <>
      <div className="rounded-xl border border-line bg-surface p-6 shadow-card">
        <h1 className="text-xl font-semibold tracking-tight text-balance">{title}</h1>
        {hint && <div className="mt-1 text-sm text-ink-muted">{hint}</div>}
        {children && <div className="mt-5">{children}</div>}
      </div>
      {foot && <p className="mt-4 px-1 text-xs text-ink-muted">{foot}</p>}
    </>
  )
}
