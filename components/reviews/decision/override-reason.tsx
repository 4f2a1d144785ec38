import { TextArea } from "#components/ui/text-area.tsx"

/** The field for why text is right though the sources contradict it. */
export function OverrideReason({
  reason,
  onChange,
}: {
  reason: string
  onChange: (reason: string) => void
}) {
  return (
    <TextArea
      label="Why is it right all the same?"
      hint="At least ten characters. Kept with the decision."
      rows={2}
      maxLength={2_000}
      value={reason}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}
