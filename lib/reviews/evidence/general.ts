import { type Item, wordOf } from "./items.ts"
import { isMarker } from "./reading.ts"

// A marker's name in front of one of these is not about the measured value.
const GENERAL = new Set(
  "resistance sensitivity deficiency deficiencies insufficiency control metabolism tolerance supplement supplements supplementation intake rich therapy replacement monitor monitoring spikes spike absorption stores status production function signaling signalling receptor receptors sources source containing lowering boosting capsules tablets response balance rhythm homeostasis conversion related ratio".split(
    " ",
  ),
)

/** Whether the marker at `at` is spoken of in general: `insulin resistance`, `iron-rich food`. */
export function isGeneral(items: Item[], at: number): boolean {
  const next = items[at + 1]
  // `the AST to ALT ratio`
  const joined =
    (next?.type === "word" && next.word === "to") ||
    (next?.type === "sign" && /[/:]/.test(next.sign))
  if (joined && isMarker(items[at + 2]) && wordOf(items[at + 3]) === "ratio") return true
  const dash = next?.type === "sign" && next.sign === "-"
  return GENERAL.has(wordOf(dash ? items[at + 2] : next))
}
