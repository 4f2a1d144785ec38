import type { Metadata } from "next"
import { redirect } from "next/navigation"
import { EntryCard, EntryPage } from "#components/shell/entry-card.tsx"
import { SignInForm } from "#components/shell/sign-in-form.tsx"
import { ownPath } from "#lib/people/own-path.ts"
import { currentPerson } from "#lib/people/session.ts"

export const metadata: Metadata = { title: "Sign in" }

export default async function LoginPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}) {
  const next = ownPath((await searchParams).next)
  if (await currentPerson({ act: false })) redirect(next)
  return (
    <EntryPage>
      <EntryCard
        title="Sign in"
        hint="For the clinic’s care coordinators."
        foot="Records you open and changes you make are noted under your name."
      >
        <SignInForm next={next} />
      </EntryCard>
    </EntryPage>
  )
}
