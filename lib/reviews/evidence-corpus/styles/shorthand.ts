import type { Style } from "../style.ts"

export const SHORTHAND: Style = {
  name: "clinical shorthand",
  voice: { dateForms: ["usShort", "us", "usBare"], range: "-", joint: "", percentJoint: "" },
  layout: "paragraphs",
  opening: [
    [
      "{age}yo {sex}, labs {date}.",
      "Pt {initial}, DOB {born}. Labs d/d {date}:",
      "{capitals} labs {date}.",
      "Labs d/w pt. Coll {drawn}, rep {reported}.",
    ],
    [" {out}/{all} abnl.", " {within}/{all} wnl."],
  ],
  out: [
    "{N} {v} {^↑|↓} (ref {r}).",
    "{N} {vu} {^H|L}.",
    "{^↑|↓} {n} {v} (nl {r}).",
    "{N} {^hi|lo} @ {vu}.",
    "{N} {v}, {^> ULN|< LLN}.",
  ],
  within: [
    "{N} {v} {=wnl|↑|↓}.",
    "{N} {vu}.",
    "{N} {v} ({r}) {=nl|hi|lo}.",
    "{N} {=ok|↑|↓} @ {v}.",
  ],
  trend: [
    "{N} {p}→{v} ({pd}).",
    "{N} {v} ({/↑|↓|=} from {p}, {pd}).",
    "{N} {/↑|↓} {pct}% since {pd}, now {v}.",
    "{N} {q}→{p}→{v}, {/trending up|trending down|stable}.",
  ],
  negated: [
    "{isNotHigh}{N} {v}, {-not |}{~↑}.",
    "{-No e/o|E/o} {~{lowConcern}} ({n} {v}).",
    "{isNotLow}{N} {v}, {-not |}{~decreased}.",
    "{-Neg|Pos} {~for {highConcern}}, {n} {v}.",
  ],
  pair: ["{N}/{2}{n} {1}{v}/{2}{v}.", "{N} {v}, {2}{n} {v}.", "{N} {v} w/ {2}{n} {v}."],
  lists: ["{=WNL|Abnl}: {list:within}.", "Abnl: {values:out}."],
  advice: [
    "Rec {#D3} {#5000}IU qd, rtc {#3}mo.",
    "Rpt CMP {#6}wk. F/u {#90}d.",
    "Cont statin {#20}mg qhs; recheck {#8}-{#10} wk.",
  ],
  closing: ["D/w {doctor}.", "Will call pt.", "Plan as above."],
}
