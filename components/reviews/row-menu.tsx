"use client"

import { EllipsisVertical, FileClock, Hand, LockKeyholeOpen, UserRound } from "lucide-react"
import { IconButton } from "#components/ui/icon-button.tsx"
import { Menu, MenuChoice, MenuItem, MenuLine } from "#components/ui/menu.tsx"
import type { InboxRow, Reviewer } from "#lib/reviews/inbox-types.ts"
import type { InboxActs } from "./use-inbox-acts.ts"

export type RowMenuProps = {
  row: InboxRow
  /** Id of the person who looks. */
  me: string
  reviewers: Reviewer[]
  acts: InboxActs
}

const NOBODY = "nobody"

/** What one can do to a draft without opening it. */
export function RowMenu({ row, me, reviewers, acts }: RowMenuProps) {
  const others = row.claim && row.claim.id !== me ? row.claim : null
  const assignable = row.status === "waiting" || row.status === "returned"
  const people = [
    { value: NOBODY, label: "Nobody" },
    ...reviewers
      .filter(({ id }) => id === me)
      .map(({ id, name }) => ({ value: id, label: `Me (${name})` })),
    ...reviewers.filter(({ id }) => id !== me).map(({ id, name }) => ({ value: id, label: name })),
  ]
  return (
    <span className="flex items-center px-1.5">
      <Menu
        trigger={<IconButton label="More for this draft" icon={<EllipsisVertical aria-hidden />} />}
      >
        {row.status === "waiting" && others && (
          <MenuItem icon={<Hand aria-hidden />} onClick={() => acts.ask(row)}>
            Take over from {others.name} …
          </MenuItem>
        )}
        {row.status === "waiting" && !row.claim && (
          <MenuItem icon={<Hand aria-hidden />} onClick={() => void acts.claim(row)}>
            Claim for me
          </MenuItem>
        )}
        {row.status === "waiting" && row.claim?.id === me && (
          <MenuItem icon={<LockKeyholeOpen aria-hidden />} onClick={() => void acts.letGo(row)}>
            Let it go
          </MenuItem>
        )}
        <MenuItem icon={<UserRound aria-hidden />} href={`/contacts/${row.contactId}`}>
          Open the contact
        </MenuItem>
        {row.supersededBy && (
          <MenuItem icon={<FileClock aria-hidden />} href={`/reviews/${row.supersededBy}`}>
            {row.inGhl ? "Open the newer text" : "Open the newer run"}
          </MenuItem>
        )}
        {assignable && (
          <>
            <MenuLine />
            <MenuChoice
              closes
              label="Assigned to"
              value={row.assignedTo?.id ?? NOBODY}
              onValueChange={(id) =>
                void acts.assign(row, reviewers.find((person) => person.id === id) ?? null)
              }
              items={people}
            />
          </>
        )}
      </Menu>
    </span>
  )
}
