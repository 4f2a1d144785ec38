const UNITS = [
  "zero",
  "one",
  "two",
  "three",
  "four",
  "five",
  "six",
  "seven",
  "eight",
  "nine",
  "ten",
  "eleven",
  "twelve",
  "thirteen",
  "fourteen",
  "fifteen",
  "sixteen",
  "seventeen",
  "eighteen",
  "nineteen",
]
const TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
const SMALL = new Map<string, number>([
  ...UNITS.map((word, value) => [word, value] as const),
  ...TENS.map((word, at) => [word, (at + 2) * 10] as const),
])
const WORD = /[a-z]+/y
const GAP = /(?: and |, |[ -])/y

function wordAt(text: string, at: number): string {
  WORD.lastIndex = at
  return WORD.exec(text)?.[0] ?? ""
}

/** A number in words (`one hundred and seventy-eight`, `five point six`) at `at` of a folded text, or null. */
export function numberInWordsAt(
  text: string,
  at: number,
): { value: number; decimals: number; end: number } | null {
  let word = wordAt(text, at)
  if (!SMALL.has(word)) return null
  let [total, group, end, last] = [0, 0, at, Number.POSITIVE_INFINITY]
  let next = at
  // Ends at the first word that cannot continue the number; a number has few words.
  for (let count = 0; count < 12; count++) {
    const small = SMALL.get(word)
    if (small !== undefined) {
      const fits =
        last === Number.POSITIVE_INFINITY ||
        (last >= 20 && small < last && (last >= 100 || small < 10))
      // `one seventy-eight`, as a value is said aloud.
      const aloud = count === 1 && total === 0 && last > 0 && last < 10 && small >= 10
      if (!(fits || aloud) || (small === 0 && count > 0)) break
      group = aloud ? group * 100 + small : group + small
      last = small
    } else if (word === "hundred" && group > 0 && group < 100) {
      group *= 100
      last = 100
    } else if (word === "thousand" && group > 0 && total === 0) {
      total = group * 1000
      group = 0
      last = 1000
    } else break
    end = next + word.length
    GAP.lastIndex = end
    const gap = GAP.exec(text)
    if (!gap) break
    next = end + gap[0].length
    // `one, two`: a comma or an `and` goes on only behind a hundred or a thousand.
    if (gap[0].length > 1 && last < 100) break
    word = wordAt(text, next)
  }
  const point = / point /y
  point.lastIndex = end
  if (!point.exec(text)) return { value: total + group, decimals: 0, end }
  let digits = ""
  let from = end + 7
  for (;;) {
    const digit = UNITS.indexOf(wordAt(text, from))
    if (digit < 0 || digit > 9 || digits.length > 4) break
    digits += digit
    end = from + (UNITS[digit] ?? "").length
    from = end + 1
  }
  return { value: Number(`${total + group}.${digits || 0}`), decimals: digits.length, end }
}
