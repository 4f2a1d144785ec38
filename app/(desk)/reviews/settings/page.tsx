import { ArrowLeft } from "lucide-react"
import type { Metadata } from "next"
import Link from "next/link"
import { SettingsForm } from "#components/reviews/settings/settings-form.tsx"
import { PageHeader } from "#components/shell/page-header.tsx"
import { database } from "#lib/db/instance.ts"
import { requirePage } from "#lib/people/session.ts"
import { storedSettings } from "#lib/reviews/settings.ts"

export const metadata: Metadata = { title: "Review settings" }

/** How this clinic reviews, for administrators. */
export default async function Page() {
  await requirePage("reviews.settings", "/reviews/settings")
  const { settings, version } = await storedSettings(await database())
  return (
    <div className="mx-auto flex max-w-3xl flex-col gap-4 p-4 sm:p-6">
      <Link
        href="/reviews"
        className="inline-flex items-center gap-1.5 self-start text-sm text-ink-muted hover:text-ink pointer-coarse:min-h-11"
      >
        <ArrowLeft aria-hidden className="size-4" />
        Reviews
      </Link>
      <PageHeader title="Review settings" hint="They hold for everybody who reviews." />
      <SettingsForm settings={settings} version={version} />
    </div>
  )
}
