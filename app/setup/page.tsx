import type { Metadata } from "next"
import Link from "next/link"
import { EntryCard, EntryPage } from "#components/shell/entry-card.tsx"
import { SetupForm } from "#components/shell/setup-form.tsx"
import { buttonClass } from "#components/ui/button-class.ts"
import { database } from "#lib/db/instance.ts"
import { setupTokenIsGood } from "#lib/people/accounts.ts"

export const metadata: Metadata = { title: "Set up" }

export default async function SetupPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}) {
  const { token } = await searchParams
  const good = typeof token === "string" && (await setupTokenIsGood(await database(), token))
  if (!good)
    return (
      <EntryPage>
        <EntryCard
          title="This link does not work any more"
          hint="A setup link works once, and for 24 hours. If nobody can sign in yet, start Caredesk again: it prints a new one."
        >
          <Link href="/login" prefetch={false} className={buttonClass({ tone: "primary" })}>
            Go to sign-in
          </Link>
        </EntryCard>
      </EntryPage>
    )
  return (
    <EntryPage>
      <EntryCard
        title="Make the first administrator"
        hint="This link works once. You can sign in with this account right after."
      >
        <SetupForm token={token} />
      </EntryCard>
    </EntryPage>
  )
}
