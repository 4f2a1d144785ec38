import { KeyRound } from "lucide-react"

/** Stands where something could be written, with the reason why it cannot. */
export function NoWriting({ why }: { why: string | null }) {
  if (why === null) return null
  return (
    <p className="flex items-start gap-2 rounded-lg border border-warn-line bg-warn-soft px-3 py-2 text-xs text-warn-text">
      <KeyRound aria-hidden className="mt-0.5 size-4 shrink-0" />
      <span>{why}</span>
    </p>
  )
}
