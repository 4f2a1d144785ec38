"use client"

import { createColumnHelper, rowPaginationFeature, tableFeatures } from "@tanstack/react-table"
import type { ReactNode } from "react"
import { DayText, RelativeTime } from "#components/ui/date-text.tsx"
import type { ContactRow } from "#lib/contacts/row-types.ts"
import type { TableField } from "#lib/contacts/table/types.ts"
import { FieldCell, Membership, NameCell, Nothing, Tags, Text } from "./cells.tsx"
import { askedColumns, FIRST_COLUMNS, type FirstColumn, isFirstColumn } from "./first-columns.ts"
import { StageMeter } from "./stage-meter.tsx"

export const features = tableFeatures({ rowPaginationFeature })
const helper = createColumnHelper<typeof features, ContactRow>()

const FIRST_CELLS: Record<FirstColumn, (row: ContactRow) => ReactNode> = {
  email: ({ email }) => <Text value={email} />,
  phone: ({ phone }) => <Text value={phone} />,
  membership: ({ membership }) => <Membership value={membership} />,
  stage: ({ stage }) => (stage ? <StageMeter stage={stage} /> : <Nothing />),
  bloodworkPurchased: ({ bloodworkPurchased }) => <Text value={bloodworkPurchased} />,
  purchaseDay: ({ purchaseDay }) => (purchaseDay ? <DayText day={purchaseDay} /> : <Nothing />),
  tags: ({ tags }) => <Tags tags={tags} />,
  updatedAt: ({ updatedAt }) => (updatedAt ? <RelativeTime iso={updatedAt} /> : <Nothing />),
}

/** The columns a person chose (null: those at first), the name before them. */
export function columnsFor(chosen: string[] | null, fields: readonly TableField[]) {
  const fieldAt = (id: string) => fields.find((field) => field.id === id)
  const asked = askedColumns(chosen).flatMap((id) => fieldAt(id) ?? [])
  const name = helper.display({
    id: "name",
    header: "Name",
    cell: ({ row }) => <NameCell contact={row.original} extras={asked} />,
  })
  const columns = (chosen ?? FIRST_COLUMNS.map(({ id }) => id)).map((id) => {
    if (isFirstColumn(id)) {
      const header = FIRST_COLUMNS.find((column) => column.id === id)?.label ?? ""
      return helper.display({ id, header, cell: ({ row }) => FIRST_CELLS[id](row.original) })
    }
    const field = fieldAt(id)
    return helper.display({
      id,
      header: field?.name ?? "",
      cell: ({ row }) => (
        <FieldCell value={row.original.cells[id] ?? null} kind={field?.kind ?? "text"} />
      ),
    })
  })
  return [name, ...columns]
}
