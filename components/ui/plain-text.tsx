/** A text as it is, with its line breaks; markup in it is shown, never run. */
export function PlainText({ text, empty }: { text: string; empty: string }) {
  if (text.trim() === "") return <p className="text-sm text-ink-muted">{empty}</p>
  return (
    <p dir="auto" className="whitespace-pre-wrap break-words text-base">
      {text}
    </p>
  )
}
