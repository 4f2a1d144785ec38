import { cx } from "#components/ui/cx.ts"
import { Skeleton } from "#components/ui/skeleton.tsx"
import { COLUMN_CLASS } from "./column-class.ts"
import { TableHead } from "./contacts-table.tsx"

const ROWS = Array.from({ length: 12 }, (_, n) => n)
const WIDTHS = ["w-3/4", "w-1/2", "w-2/3", "w-3/5"]

/** The table before its rows: same heads, same heights. */
export function TableSkeleton() {
  return (
    <table aria-busy className="w-full table-fixed border-separate border-spacing-0 text-sm">
      <caption className="sr-only">Contacts are being read from GoHighLevel</caption>
      <TableHead />
      <tbody>
        {ROWS.map((row) => (
          <tr key={row} className="group">
            {Object.keys(COLUMN_CLASS).map((id, column) => (
              <td
                key={id}
                className={cx(
                  "h-11 border-line border-b px-2 first:pl-4 last:pr-4 group-last:border-b-0",
                  COLUMN_CLASS[id],
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
