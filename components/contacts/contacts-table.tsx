"use client"

import { useQuery } from "@tanstack/react-query"
import { useTable } from "@tanstack/react-table"
import { useMemo, useRef } from "react"
import { cx } from "#components/ui/cx.ts"
import type { ContactRow } from "#lib/contacts/row-types.ts"
import type { Sort } from "#lib/contacts/table/types.ts"
import { recordPath } from "./cells.tsx"
import { columnClass } from "./column-class.ts"
import { columnsFor, features } from "./columns.tsx"
import type { Mode } from "./list-state.ts"
import { fieldsQuery } from "./queries.ts"
import { useRowLinks } from "./row-links.ts"
import { TableHead } from "./table-head.tsx"

/** The rows of one page. Paging is the server's, so the table is told and does none itself. */
export function ContactsTable({
  rows,
  pageIndex,
  pageSize,
  chosen,
  sort,
  mode,
  busy,
}: {
  rows: ContactRow[]
  pageIndex: number
  pageSize: number
  /** Columns a person chose; null: those everybody begins with. */
  chosen: string[] | null
  sort: Sort | null
  mode: Mode
  busy: boolean
}) {
  const body = useRef<HTMLTableSectionElement>(null)
  useRowLinks(body)
  const { data: list } = useQuery({ ...fieldsQuery, enabled: chosen !== null })
  const columns = useMemo(() => columnsFor(chosen, list?.fields ?? []), [chosen, list])
  const table = useTable({
    features,
    columns,
    data: rows,
    getRowId: (row) => row.id,
    manualPagination: true,
    pageCount: -1,
    state: { pagination: { pageIndex, pageSize } },
  })
  const heads = table
    .getAllLeafColumns()
    .map(({ id, columnDef }) => ({ id, label: String(columnDef.header) }))
  return (
    <table aria-busy={busy} className="w-full table-fixed border-separate border-spacing-0 text-sm">
      <caption className="sr-only">Contacts</caption>
      <TableHead heads={heads} chosen={chosen !== null} sort={sort} mode={mode} />
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
            {row.getAllCells().map((cell, place) => (
              <td
                key={cell.id}
                className={cx(
                  "h-11 border-line border-b px-2 align-middle text-ink-soft first:pl-4 last:pr-4 group-last:border-b-0",
                  columnClass(cell.column.id, place, chosen !== null),
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
