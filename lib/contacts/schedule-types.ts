import type { Problem } from "#lib/problem.ts"

/** An ISO instant, or a day alone, `YYYY-MM-DD`, where GHL tells no time. */
export type When = string

/** Whether it is a day alone. */
export const isDay = (when: When): boolean => /^\d{4}-\d{2}-\d{2}$/.test(when)

/** An open task as the record shows it. */
export type TaskView = {
  id: string
  title: string
  body: string
  due: When | null
}

/** An appointment to come. */
export type AppointmentView = {
  id: string
  title: string
  /** GHL's word, such as `confirmed`. */
  status: string | null
  address: string | null
  starts: When
}

/** What is due next for a contact. GHL may give one half and refuse the other. */
export type ScheduleView = {
  /** Open ones, the longest due first, and how many are done. */
  tasks: { open: TaskView[]; done: number } | { problem: Problem }
  /** Those to come, the next one first. */
  appointments: { next: AppointmentView[] } | { problem: Problem }
}
