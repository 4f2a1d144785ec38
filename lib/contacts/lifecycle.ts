/** A stage of the bloodwork lifecycle: the tags that mean it, and its name on screens. */
export type LifecycleStage = { id: string; label: string; tags: readonly string[] }

/** The lifecycle, first stage first. Tags pile up on a contact: carrying earlier ones is no error. */
export const LIFECYCLE_STAGES = [
  {
    id: "send_to_protocol_health",
    label: "To Protocol Health",
    tags: ["send_to_protocol_health"],
  },
  { id: "junction", label: "Junction", tags: ["junction", "junction_sent"] },
  {
    id: "link_to_schedule_bloodwork",
    label: "Scheduling link",
    tags: ["link_to_schedule_bloodwork"],
  },
  { id: "bloodwork_scheduled", label: "Bloodwork scheduled", tags: ["bloodwork_scheduled"] },
  { id: "bloodwork_completed", label: "Bloodwork completed", tags: ["bloodwork_completed"] },
  {
    id: "scheduled_bloodwork_review",
    label: "Review scheduled",
    tags: ["scheduled_bloodwork_review"],
  },
] as const satisfies readonly LifecycleStage[]

/** The stage of a contact: the furthest one whose tag it carries, or null when it carries none. */
export function stageOf(tags: readonly string[]): LifecycleStage | null {
  const carried = new Set(tags)
  return LIFECYCLE_STAGES.findLast((stage) => stage.tags.some((tag) => carried.has(tag))) ?? null
}

/** A step along the lifecycle that a coordinator takes as one action. */
export type LifecycleStep = {
  id: string
  label: string
  add: readonly string[]
  remove: readonly string[]
}

/**
 * Every step with its own lists. A step takes away the tag that asked for it (send_to_protocol_health,
 * link_to_schedule_bloodwork, bloodwork_scheduled); tags that say what has happened stay.
 */
export const LIFECYCLE_STEPS = [
  {
    id: "send-to-protocol-health",
    label: "Send to Protocol Health",
    add: ["send_to_protocol_health"],
    remove: [],
  },
  {
    id: "junction-sent",
    label: "Mark as sent to Junction",
    add: ["junction", "junction_sent"],
    remove: ["send_to_protocol_health"],
  },
  {
    id: "send-scheduling-link",
    label: "Send the scheduling link",
    add: ["link_to_schedule_bloodwork"],
    remove: [],
  },
  {
    id: "bloodwork-scheduled",
    label: "Mark bloodwork as scheduled",
    add: ["bloodwork_scheduled"],
    remove: ["link_to_schedule_bloodwork"],
  },
  {
    id: "bloodwork-completed",
    label: "Mark bloodwork as completed",
    add: ["bloodwork_completed"],
    remove: ["bloodwork_scheduled"],
  },
  {
    id: "review-scheduled",
    label: "Mark the review as scheduled",
    add: ["scheduled_bloodwork_review"],
    remove: [],
  },
] as const satisfies readonly LifecycleStep[]

/** The step with this id, or null. */
export const lifecycleStep = (id: string): LifecycleStep | null =>
  LIFECYCLE_STEPS.find((step) => step.id === id) ?? null

/** The tags a contact has after a step; all others stay as they are, in their order. */
export function tagsAfter(tags: readonly string[], step: LifecycleStep): string[] {
  const kept = tags.filter((tag) => !step.remove.includes(tag))
  return [...kept, ...step.add.filter((tag) => !kept.includes(tag))]
}
