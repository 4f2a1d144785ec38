import type { Sex } from "./marker.ts"
import type { Draw } from "./random.ts"

export type Client = { first: string; last: string; sex: Sex /** `YYYY-MM-DD`. */; birth: string }

const FIRST: Record<Sex, string[]> = {
  f: "Maria Eleanor Priya Yolanda Ingrid Beatriz Chloe Nadia Siobhan Hannah Leticia Mei Aaliyah Ruth Gwendolyn Tamsin Olga Fatima Renée Joy Grace Victoria Anneliese Keiko Dolores Paige Simone Zuzana Willow Amara".split(
    " ",
  ),
  m: "James Óscar Dmitri Kwame Harold Luca Ignacio Terrence Bjorn Rajesh Wendell Malik Stefan Julian Clark Everett Tomás Hiroshi Grant Frank Augustus Declan Mateo Solomon Per Quentin Lamar Vikram Chester Noah".split(
    " ",
  ),
}

const LAST =
  "Abernathy Brightwater Castellanos Delacroix Echevarria Fitzgerald Goldschmidt Hargreaves Iwasaki Jankowski Kaplan Lindqvist MacAllister Nakamura O'Brien Pemberton Quintero Rosenthal Sandoval Thistlewood Underhill Valenzuela Whitcombe Xiong Yarborough Zielinski García-Lopez Van Dyke Singh Okafor Baptiste Cho Nguyen D'Angelo Kowalski Müller Haddad Stone Wells Price".split(
    " ",
  )

/** `Van Dyke` was parted by the list above. */
const LASTS = LAST.filter((name) => name !== "Van" && name !== "Dyke").concat("Van Dyke")

export function someClient(draw: Draw): Client {
  const sex = draw.pick<Sex>(["f", "m"])
  const year = draw.int(1944, 2003)
  const month = String(draw.int(1, 12)).padStart(2, "0")
  const date = String(draw.int(1, 28)).padStart(2, "0")
  return {
    first: draw.pick(FIRST[sex]),
    last: draw.pick(LASTS),
    sex,
    birth: `${year}-${month}-${date}`,
  }
}

const FORMS: Record<string, (client: Client) => string> = {
  full: ({ first, last }) => `${first} ${last}`,
  first: ({ first }) => first,
  titled: ({ last, sex }) => `${sex === "f" ? "Ms." : "Mr."} ${last}`,
  turned: ({ first, last }) => `${last}, ${first}`,
  capitals: ({ first, last }) => `${last}, ${first}`.toUpperCase(),
  initial: ({ first, last }) => `${first} ${last.slice(0, 1)}.`,
}

/** The client's name in one of the forms. */
export function nameIn(form: string, client: Client): string {
  const write = FORMS[form]
  if (!write) throw new Error(`No such form of a name: ${form}`)
  return write(client)
}
