import { cx } from "#components/ui/cx.ts"
import { PERSON_MARK, VERDICT_MARK, VERDICT_WORDS } from "./marks.ts"

/** What the marks in the text mean. */
export function Legend({ first }: { first: string }) {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-xs text-ink-muted">
      {(["supported", "contradicted", "not-found", "not-compared"] as const).map((verdict) => (
        <li key={verdict}>
          <span className={cx("text-ink-soft", VERDICT_MARK[verdict])}>
            {VERDICT_WORDS[verdict]}
          </span>
        </li>
      ))}
      <li>
        <span className="text-ink-soft">Plain</span>: {first}
      </li>
      <li>
        <span className={cx("px-1 text-ink-soft", PERSON_MARK)}>Tinted, dotted</span>: by a person
      </li>
    </ul>
  )
}
