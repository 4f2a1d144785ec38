"use client"

import { createColumnHelper, rowPaginationFeature, tableFeatures } from "@tanstack/react-table"
import { DayText, RelativeTime } from "#components/ui/date-text.tsx"
import type { ContactRow } from "#lib/contacts/row-types.ts"
import { Membership, NameCell, Nothing, Tags, Text } from "./cells.tsx"
import { StageMeter } from "./stage-meter.tsx"

export const features = tableFeatures({ rowPaginationFeature })
const helper = createColumnHelper<typeof features, ContactRow>()

/** Columns in order of reading; how wide, and from which width on, is in column-class.ts. */
export const columns = helper.columns([
  helper.accessor("name", {
    header: "Name",
    cell: ({ row }) => <NameCell contact={row.original} />,
  }),
  helper.accessor("email", { header: "Email", cell: (c) => <Text value={c.getValue()} /> }),
  helper.accessor("phone", { header: "Phone", cell: (c) => <Text value={c.getValue()} /> }),
  helper.accessor("membership", {
    header: "Membership",
    cell: (c) => <Membership value={c.getValue()} />,
  }),
  helper.accessor("stage", {
    header: "Stage",
    cell: (c) => {
      const stage = c.getValue()
      return stage ? <StageMeter stage={stage} /> : <Nothing />
    },
  }),
  helper.accessor("bloodworkPurchased", {
    header: "Bloodwork",
    cell: (c) => <Text value={c.getValue()} />,
  }),
  helper.accessor("purchaseDay", {
    header: "Purchased on",
    cell: (c) => {
      const day = c.getValue()
      return day ? <DayText day={day} /> : <Nothing />
    },
  }),
  helper.accessor("tags", { header: "Tags", cell: (c) => <Tags tags={c.getValue()} /> }),
  helper.accessor("updatedAt", {
    header: "Updated",
    cell: (c) => {
      const iso = c.getValue()
      return iso ? <RelativeTime iso={iso} /> : <Nothing />
    },
  }),
])
