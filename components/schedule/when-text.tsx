import { DateText, DayText } from "#components/ui/date-text.tsx"
import { isDay, type When } from "#lib/contacts/schedule-types.ts"

/** When something is due: with the time of day, where there is one. */
export function WhenText({ when }: { when: When }) {
  return isDay(when) ? <DayText day={when} /> : <DateText iso={when} withTime />
}
