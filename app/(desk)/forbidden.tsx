import type { Metadata } from "next"
import Link from "next/link"
import { EntryCard } from "#components/shell/entry-card.tsx"
import { buttonClass } from "#components/ui/button-class.ts"

export const metadata: Metadata = { title: "Not for your role" }

export default function Forbidden() {
  return (
    <div className="mx-auto max-w-sm px-4 py-16">
      <EntryCard
        title="Your role does not open this page"
        hint="If you need it for your work, ask an administrator. This visit was noted."
      >
        <Link href="/contacts" prefetch={false} className={buttonClass({ tone: "primary" })}>
          Go to contacts
        </Link>
      </EntryCard>
    </div>
  )
}
