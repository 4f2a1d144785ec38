import type { Metadata } from "next"
import { Suspense } from "react"
import { ContactsScreen } from "#components/contacts/contacts-screen.tsx"
import { ContactsSkeleton } from "#components/contacts/contacts-skeleton.tsx"
import type { FirstPage } from "#components/contacts/use-contacts.ts"
import { listPage } from "#lib/contacts/list.ts"
import { firstTablePage } from "#lib/contacts/table/page.ts"
import { database } from "#lib/db/instance.ts"
import { GhlError } from "#lib/ghl/errors.ts"
import { requirePage } from "#lib/people/session.ts"
import { failureOf } from "#lib/problem.ts"

export const metadata: Metadata = { title: "Contacts" }

export default async function ContactsPage() {
  const person = await requirePage("contacts.browse", "/contacts")
  // Not awaited: the page's frame goes out at once, its rows follow in the same response.
  return (
    <Suspense fallback={<ContactsSkeleton />}>
      <ContactsScreen first={firstPage(person.id)} />
    </Suspense>
  )
}

async function firstPage(personId: string): Promise<FirstPage> {
  try {
    const db = await database()
    const page =
      (await firstTablePage(db, personId, 20)) ??
      (await listPage(db, personId, { limit: 20, cursor: null }))
    return { page, at: Date.now() }
  } catch (error) {
    if (error instanceof GhlError) return { problem: failureOf(error) }
    throw error
  }
}
