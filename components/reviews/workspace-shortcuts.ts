import type { Shortcut } from "#components/ui/use-shortcuts.ts"
import type { Act } from "./decision/decision-bar.tsx"

/** The keys of a review, as its help lists them. */
export function workspaceShortcuts({
  mine,
  canReturn,
  act,
  stepFlag,
  toggleDiff,
  help,
}: {
  /** The draft is this person's now. */
  mine: boolean
  canReturn: boolean
  act: (act: Act) => void
  stepFlag: (by: 1 | -1) => void
  toggleDiff: () => void
  help: () => void
}): Shortcut[] {
  const disabled = !mine
  const next = { label: "Approve and next", act: () => act("approve-next"), disabled }
  return [
    { key: "a", label: "Approve", act: () => act("approve"), disabled },
    { key: "A", ...next },
    { key: "Enter", shift: true, ...next },
    { key: "e", label: "Edit", act: () => act("edit"), disabled },
    { key: "d", label: "Changes as you type", act: toggleDiff, disabled },
    { key: "r", label: "Reject", act: () => act("reject"), disabled },
    {
      key: "b",
      label: "Return to the pipeline",
      act: () => act("return"),
      disabled: disabled || !canReturn,
    },
    { key: "n", label: "Next open flag", act: () => stepFlag(1) },
    { key: "p", label: "Previous open flag", act: () => stepFlag(-1) },
    { key: "?", label: "These shortcuts", act: help },
  ]
}
