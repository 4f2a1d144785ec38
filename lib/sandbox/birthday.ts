import { z } from "zod"
import { Refusal } from "./answers.ts"

/** The year first or last, one separator throughout: the eight forms that GHL's files name. */
const FORMS = [
  /^(?<year>\d{4})([-/._])(?<month>\d\d)\2(?<day>\d\d)$/,
  /^(?<month>\d\d)([-/._])(?<day>\d\d)\2(?<year>\d{4})$/,
]

const realDay = z.iso.date()

/** A birthday as GHL keeps it, `YYYY-MM-DD`. 422 for another form, and for a day that never was. */
export function birthday(text: string): string {
  for (const form of FORMS) {
    const { year, month, day } = form.exec(text)?.groups ?? {}
    const read = realDay.safeParse(`${year}-${month}-${day}`)
    if (read.success) return read.data
  }
  throw new Refusal(422, ["dateOfBirth must be in one of the supported formats"])
}
