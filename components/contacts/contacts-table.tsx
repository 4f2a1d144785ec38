"use client"

import { useTable } from "@tanstack/react-table"
import { useRef } from "react"
import { cx } from "#components/ui/cx.ts"
import type { ContactRow } from "#lib/contacts/row-types.ts"
import { recordPath } from "./cells.tsx"
import { COLUMN_CLASS } from "./column-class.ts"
import { columns, features } from "./columns.tsx"
import { useRowLinks } from "./row-links.ts"

/** The rows of one page. Paging is GHL's, so the table is told and does none itself. */
export function ContactsTable({
  rows,
  pageIndex,
  pageSize,
  busy,
}: {
  rows: ContactRow[]
  pageIndex: number
  pageSize: number
  busy: boolean
}) {
  const body = useRef<HTMLTableSectionElement>(null)
  useRowLinks(body)
  const table = useTable({
    features,
    columns,
    data: rows,
    getRowId: (row) => row.id,
    manualPagination: true,
    pageCount: -1,
    state: { pagination: { pageIndex, pageSize } },
  })
  return (
    <table aria-busy={busy} className="w-full table-fixed border-separate border-spacing-0 text-sm">
      <caption className="sr-only">Contacts</caption>
      <TableHead />
      <tbody
        ref={body}
        className={cx("transition-opacity", busy && "pointer-events-none opacity-50")}
      >
        {table.getRowModel().rows.map((row) => (
          <tr
            key={row.id}
            data-href={recordPath(row.original.id)}
            className="group cursor-pointer hover:bg-sunken has-[a:focus-visible]:bg-sunken"
          >
            {row.getAllCells().map((cell) => (
              <td
                key={cell.id}
                className={cx(
                  "h-11 border-line border-b px-2 align-middle text-ink-soft first:pl-4 last:pr-4 group-last:border-b-0",
                  COLUMN_CLASS[cell.column.id],
                )}
              >
                <table.FlexRender cell={cell} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** The heads of the columns, the same while rows are on their way. */
export function TableHead() {
  return (
    <thead className="max-md:sr-only">
      <tr>
        {columns.map((column) => {
          const id = String(column.id ?? ("accessorKey" in column ? column.accessorKey : ""))
          return (
            <th
              key={id}
              scope="col"
              className={cx(
                "sticky top-0 z-10 h-9 border-line border-b bg-surface px-2 text-left text-xs font-medium text-ink-muted first:rounded-tl-xl first:pl-4 last:rounded-tr-xl last:pr-4",
                COLUMN_CLASS[id],
              )}
            >
              {String(column.header)}
            </th>
          )
        })}
      </tr>
    </thead>
  )
}
