import type { Problem } from "#lib/problem.ts"

/** An open task as the record shows it. */
export type TaskView = {
  id: string
  title: string
  body: string
  /** ISO instant. */
  dueAt: string | null
}

/** An appointment to come. Instants are ISO. */
export type AppointmentView = {
  id: string
  title: string
  /** GHL's word, such as `confirmed`. */
  status: string | null
  address: string | null
  startsAt: string
}

/** What is due next for a contact. GHL may give one half and refuse the other. */
export type ScheduleView = {
  /** Open ones, the longest due first, and how many are done. */
  tasks: { open: TaskView[]; done: number } | { problem: Problem }
  /** Those to come, the next one first. */
  appointments: { next: AppointmentView[] } | { problem: Problem }
}
