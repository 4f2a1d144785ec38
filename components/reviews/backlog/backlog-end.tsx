import { CircleCheck } from "lucide-react"
import Link from "next/link"
import { buttonClass } from "#components/ui/button-class.ts"
import { EmptyState } from "#components/ui/empty-state.tsx"

/** No more texts: of the whole backlog, or after the place where one is. */
export function BacklogEnd({ total }: { total: number }) {
  const none = total === 0
  return (
    <EmptyState
      icon={<CircleCheck />}
      title={none ? "Nothing is left of the backlog" : "You are at its end"}
      action={
        <Link href={none ? "/reviews" : "/reviews/backlog"} className={buttonClass({})}>
          {none ? "To what is waiting" : "Back to the beginning"}
        </Link>
      }
    >
      {none
        ? "What is written to the call notes from now on, and not by Caredesk, stands under Waiting."
        : "Texts before this place are still to be read."}
    </EmptyState>
  )
}
