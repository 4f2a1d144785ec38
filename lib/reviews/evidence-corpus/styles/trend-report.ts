import type { Style } from "../style.ts"

export const TREND_REPORT: Style = {
  name: "comparison with the earlier report",
  voice: { dateForms: ["month", "monthShort", "medium", "long"], range: " to " },
  layout: "paragraphs",
  opening: [
    [
      "Progress since the last report: here is how {client}'s results of {date} compare.",
      "Comparing the draw of {drawn} with the earlier one.",
      "What has changed for {first}?",
    ],
    [" Currently {out} of {all} markers are out of range."],
  ],
  out: [
    "{wasSo}Still {^high|low}: {n}, now {vu} (range {r}).",
    "{wasSo}{N} remains {^above|below} target at {vu}.",
    "New since last time or not, {n} at {vu} is {^over|under} its range ({r}).",
  ],
  within: [
    "{N}, at {vu}, is {=in range|over range|under range}.",
    "{N} now reads {vu}.",
    "No concerns about {n} ({vu}).",
  ],
  trend: [
    "{N}: {/up|down|level} from {p} to {v} between {pd} and now.",
    "In {pd} {n} was {pu}. It is now {v}, {/a step up|a step down|practically the same}.",
    "{N} {/gained|lost} {diff} ({p} then, {v} now).",
    "From {p} to {vu}: {n} {/is rising|is falling|is stable}.",
    "{N} has {/worsened to a higher level|improved to a lower level|plateaued} since {pd} ({p} → {v}).",
    "A {pct}% {/increase|reduction} in {n}, from {p} ({pd}) to {vu}.",
    "{N} went from {q} ({qd}) through {p} ({pd}) to {v}; the latest step is {/upward|downward|flat}.",
    "Previously {p}, {n} has {/risen|fallen|stayed put} and reads {vu}.",
  ],
  negated: [
    "{isNotHigh}{wasHigh}{N}, now {vu}, is {-no longer|still} {~elevated}.",
    "{isNotLow}{wasLow}{N} is {-no longer|again} {~low} ({vu}).",
  ],
  pair: ["{N} is now {vu}, {2}{n} {vu}.", "Both {n} ({v}) and {2}{n} ({v}) were measured again."],
  lists: ["Out of range at this draw: {values:out}.", "Holding within range: {list:within}."],
  advice: [
    "Next comparison in {#4} months.",
    "If the trend continues over the next {#2} draws, consider a dose change of {#25} %.",
  ],
  closing: [
    "Trends over so few draws should be read with care.",
    "The earlier reports are on file.",
  ],
}
