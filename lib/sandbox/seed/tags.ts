/** The lifecycle, first stage first. */
export const LIFECYCLE_TAGS = [
  "send_to_protocol_health",
  "junction",
  "junction_sent",
  "link_to_schedule_bloodwork",
  "bloodwork_scheduled",
  "bloodwork_completed",
  "scheduled_bloodwork_review",
] as const

/** Tags of no stage: they must survive every edit. */
export const OTHER_TAGS = [
  "founding_member",
  "annual plan",
  "monthly plan",
  "intake complete",
  "needs follow-up",
  "supplement order",
  "insurance pending",
  "spanish speaking",
  "newsletter",
  "referral",
  "vip",
  "paused",
  "do not text",
  "event: spring open house",
] as const
