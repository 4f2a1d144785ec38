import { cx } from "#components/ui/cx.ts"
import { PERSON_MARK, VERDICT_MARK } from "./marks.ts"
import type { Segment } from "./segments.ts"
import type { Boxed } from "./use-boxes.ts"
import type { Finding } from "./use-evidence.ts"

/** Marks under a text that another layer shows: what the sources say of each claim, and who wrote what. */
export function MarksLayer({
  boxed,
  activeId,
}: {
  boxed: readonly Boxed<Segment<Finding>>[]
  activeId: string | null
}) {
  return (
    <div aria-hidden className="relative col-start-1 row-start-1">
      {boxed.flatMap(({ segment: { start, text, author, finding }, boxes }) =>
        boxes.map((box, at) => (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: a stretch's lines have no other name
            key={`${start}.${at}`}
            data-start={start}
            data-end={start + text.length}
            data-author={author}
            data-finding={finding?.id}
            data-verdict={finding?.verdict}
            style={box}
            className={cx(
              "absolute box-content",
              author !== "ai" && author !== "before" && PERSON_MARK,
            )}
          >
            {finding && (
              <span
                className={cx(
                  "absolute inset-0",
                  VERDICT_MARK[finding.verdict],
                  finding.id === activeId && "rounded-xs bg-accent-soft outline-2 outline-accent",
                )}
              />
            )}
          </span>
        )),
      )}
    </div>
  )
}
