import type { LIFECYCLE_TAGS } from "./tags.ts"

type Stage = (typeof LIFECYCLE_TAGS)[number]

/** What is scripted of a contact; the rest is drawn. `null` means empty in GHL. */
export type Persona = {
  firstName?: string | null
  lastName?: string | null
  email?: null
  phone?: null
  timezone?: string
  dnd?: boolean
  /** Furthest stage; `null` for none. */
  stage?: Stage | null
  /** Whether the earlier stages' tags are still there. */
  piled?: boolean
  extraTags?: string[]
  /** What lies in the bloodwork field. */
  lab?: "pdf" | "pdf+png" | "png"
  /** The report has a potassium value that cannot wait, and the lab has an earlier report. */
  urgent?: true
  /** Who wrote the call notes that are there already. */
  callNotes?: "pipeline" | "coordinator"
  /** No custom field has a value. */
  bare?: true
  /** Values of shapes the definitions do not promise. */
  strange?: true
  /** Markup in a note and in fields. */
  markup?: true
}

const longFirst = "Wilhelmina-Alexandrina ".repeat(4).trim()
const longName = { first: longFirst, last: `${"van-Houten-Aldersgate".repeat(6)}` }

/** Where the contact stands in GHL's list, newest first: what is special about it. */
export const personas: Readonly<Record<number, Persona>> = {
  0: { stage: "junction_sent", piled: true, extraTags: ["needs follow-up"] },
  1: { stage: "bloodwork_scheduled", piled: true, lab: "pdf", callNotes: "pipeline" },
  2: {
    firstName: "Siobhán",
    lastName: "McDonnell-O'Brien",
    stage: "bloodwork_scheduled",
    lab: "pdf",
    timezone: "Europe/Dublin",
    extraTags: ["founding_member", "vip"],
  },
  3: { dnd: true, extraTags: ["do not text"] },
  4: { stage: "bloodwork_scheduled", piled: true, lab: "pdf", callNotes: "coordinator" },
  5: { firstName: "María José", lastName: "de la Cruz", extraTags: ["spanish speaking"] },
  6: { stage: "bloodwork_completed", piled: true, lab: "pdf", callNotes: "pipeline" },
  8: { firstName: "נועה", lastName: "בן־דוד", timezone: "Asia/Jerusalem", stage: "junction" },
  9: { stage: "bloodwork_scheduled", lab: "pdf" },
  11: { stage: "scheduled_bloodwork_review", piled: true, lab: "pdf+png", callNotes: "pipeline" },
  13: { firstName: "ليلى", lastName: "الحداد", timezone: "Asia/Beirut", stage: null },
  15: { stage: "bloodwork_scheduled", lab: "pdf", callNotes: "pipeline", dnd: true },
  17: { firstName: longName.first, lastName: longName.last.slice(0, 199 - longFirst.length) },
  18: { stage: "bloodwork_completed", lab: "pdf", callNotes: "coordinator" },
  21: { firstName: "Tobias", lastName: "Wren", markup: true },
  22: { stage: "bloodwork_scheduled", piled: true, lab: "pdf" },
  24: { email: null, phone: null, stage: "send_to_protocol_health" },
  26: { stage: "scheduled_bloodwork_review", lab: "pdf", callNotes: "pipeline" },
  28: { firstName: null, lastName: null, phone: null, stage: null },
  31: { stage: "bloodwork_completed", piled: true, lab: "pdf" },
  33: { stage: "bloodwork_completed", lab: "pdf", callNotes: "coordinator", dnd: true },
  35: { phone: null, extraTags: ["paused"] },
  36: { stage: "bloodwork_scheduled", lab: "pdf", timezone: "Pacific/Auckland", urgent: true },
  38: { email: null, stage: "link_to_schedule_bloodwork", piled: true },
  40: { bare: true, stage: null },
  42: { stage: "bloodwork_completed", piled: true, lab: "pdf", callNotes: "pipeline" },
  44: {
    firstName: "Marguerite",
    lastName: "Oyelaran-Voss",
    stage: "bloodwork_scheduled",
    piled: true,
    lab: "pdf",
    callNotes: "coordinator",
    timezone: "America/Chicago",
    extraTags: ["annual plan", "event: spring open house"],
  },
  46: { strange: true },
  48: { stage: "bloodwork_completed", lab: "pdf", timezone: "America/Anchorage" },
  49: { stage: "scheduled_bloodwork_review", lab: "png" },
}

/** Place in the list of the contact that stands on page 3 at 20 a page. */
export const PAGE_THREE = 44
