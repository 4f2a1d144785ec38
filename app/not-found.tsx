import type { Metadata } from "next"
import Link from "next/link"
import { EntryCard, EntryPage } from "#components/shell/entry-card.tsx"
import { buttonClass } from "#components/ui/button-class.ts"

export const metadata: Metadata = { title: "Page not found" }

export default function NotFound() {
  return (
    <EntryPage>
      <EntryCard
        title="There is no such page"
        hint="The address may be mistyped, or what it led to is gone."
      >
        <Link href="/contacts" prefetch={false} className={buttonClass({ tone: "primary" })}>
          Go to contacts
        </Link>
      </EntryCard>
    </EntryPage>
  )
}
