import { CircleAlert, Info } from "lucide-react"
import Link from "next/link"
import { cx } from "#components/ui/cx.ts"
import type { Differences } from "#lib/changes/differences.ts"
import { differencesInWords } from "./differences-words.ts"

/** Above the changes: what the last looks found to differ in GHL, and where it is listed. Nothing where all stands. */
export function DifferencesLine({ differences }: { differences: Differences }) {
  const words = differencesInWords(differences)
  if (words === null) return null
  const needed = differences.needing > 0
  const Icon = needed ? CircleAlert : Info
  return (
    <p
      className={cx(
        "flex items-start gap-2 rounded-xl border px-4 py-2 text-sm",
        needed
          ? "border-bad-line bg-bad-soft text-bad-text"
          : "border-line bg-surface text-ink-soft",
      )}
    >
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
      <span>
        {words}{" "}
        <Link href="/changes/drift" prefetch={false} className="font-medium underline">
          See what differs
        </Link>
      </span>
    </p>
  )
}
