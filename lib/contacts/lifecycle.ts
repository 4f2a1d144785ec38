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
