import { cx } from "#components/ui/cx.ts"
import { Skeleton } from "#components/ui/skeleton.tsx"
import { columnClass } from "./column-class.ts"
import { FIRST_HEADS } from "./first-columns.ts"
import { PlainHead } from "./table-head.tsx"

const ROWS = Array.from({ length: 12 }, (_, n) => n)
const WIDTHS = ["w-3/4", "w-1/2", "w-2/3", "w-3/5"]

/** The table before its rows: same heads, same heights. */
export function TableSkeleton() {
  return (
    <table aria-busy className="w-full table-fixed border-separate border-spacing-0 text-sm">
      <caption className="sr-only">Contacts are being read from GoHighLevel</caption>
      <PlainHead />
      <tbody>
        {ROWS.map((row) => (
          <tr key={row} className="group">
            {FIRST_HEADS.map(({ id }, column) => (
              <td
                key={id}
                className={cx(
                  "h-11 border-line border-b px-2 first:pl-4 last:pr-4 group-last:border-b-0",
                  columnClass(id, column, false),
                )}
              >
                <Skeleton className={cx("h-3.5", WIDTHS[(row + column * 3) % WIDTHS.length])} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
