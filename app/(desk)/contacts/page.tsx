import type { Metadata } from "next"
import { PageHeader } from "#components/shell/page-header.tsx"
import { requirePage } from "#lib/people/session.ts"

export const metadata: Metadata = { title: "Contacts" }

export default async function ContactsPage() {
  await requirePage("contacts.browse", "/contacts")
  return (
    <div className="px-4 py-5 md:px-6">
      <PageHeader title="Contacts" />
    </div>
  )
}
