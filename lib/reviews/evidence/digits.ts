/** Digits that no keyboard of ours has: other scripts', full width, mathematical ones, raised ones. */
const FOREIGN = /(?![0-9])\p{Nd}|[\u00b2\u00b3\u00b9\u2070\u2074-\u2079\u066b\u066c]/u
const RUN = /(?:(?![0-9])\p{Nd})+/gu
// Behind a number or a letter they are its power or a footnote: 10³, cm², 178 ¹.
const RAISED = /(?<![\p{L}\p{N})^\u207a\u207b])(?<!\d )[\u00b2\u00b3\u00b9\u2070\u2074-\u2079]+/gu
const MATHEMATICAL = 0x1d7ce

/** What a digit of any script counts: each script has its ten in a row. */
function worth(digit: string): number {
  const code = digit.codePointAt(0) ?? 0
  if (code >= MATHEMATICAL && code < MATHEMATICAL + 50) return (code - MATHEMATICAL) % 10
  let zero = code
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1
  return code - zero
}

/**
 * The text with all digits as 0 to 9, at the same length: a digit of two UTF-16 units gets a zero more, in
 * front of a whole number and at the end behind a decimal point.
 */
export function plainDigits(text: string): string {
  if (!FOREIGN.test(text)) return text
  return text
    .replace(RUN, (run, at: number) => {
      const digits = Array.from(run, worth).join("")
      const zeros = "0".repeat(run.length - digits.length)
      return /[.,\u066b]$/.test(text.slice(0, at)) ? digits + zeros : zeros + digits
    })
    .replaceAll("\u066b", ".")
    .replaceAll("\u066c", ",")
    .replace(RAISED, (run) => run.normalize("NFKD"))
}
