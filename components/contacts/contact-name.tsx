import { Skeleton } from "#components/ui/skeleton.tsx"

/**
 * A contact's name; the contact's id where GHL gives none. While it is on its way an outline of a name's
 * length: an id is longer, takes a line more on a narrow screen, and what is below would move up again.
 */
export function ContactName({
  contactId,
  name,
}: {
  contactId: string
  /** As `useContactNames` tells it. */
  name: string | null | undefined
}) {
  if (name === undefined) {
    return (
      <>
        <Skeleton className="my-1 inline-block h-3.5 w-32 align-top" />
        <span className="sr-only">Name on its way</span>
      </>
    )
  }
  return <bdi>{name ?? `Contact ${contactId}`}</bdi>
}
