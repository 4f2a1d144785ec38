import type { Style } from "../style.ts"

export const FLAGGED_FIRST: Style = {
  name: "flags first, then the rest",
  voice: { dateForms: ["us", "medium", "dashed"], range: "-", joint: " " },
  layout: "lines",
  opening: [
    ["RED FLAGS / {date}", "Lab alert sheet for {capitals}", "Run of {date}"],
    [" ({out} of {all})"],
  ],
  out: [
    "!! {N} {vu} {^HIGH|LOW} !! (lab limit {r})",
    "{^HIGH|LOW}: {n}, {vu}",
    "{N}: {v} vs limit {r} → {^over|under}",
    "Check {n}: {vc} {^above|below} normal",
  ],
  within: [
    "ok: {n} {vu}",
    "{N}: {v} vs limit {r} → {=inside|over|under}",
    "{=NORMAL|HIGH|LOW}: {n}, {vu}",
  ],
  trend: ["{/RISING|FALLING|STEADY}: {n} {p} ({pd}) > {v}", "Delta {n}: {/+|-}{diff} since {pd}"],
  negated: [
    "{isNotHigh}{N} {vu}: {-not |}{~flagged high}",
    "{isOut}{N} {vu}: {-not |}{~normal}",
    "{-Without|With} {~{highConcern}} ({n} {vu})",
  ],
  pair: ["pair: {n} {v} + {2}{n} {v}"],
  lists: ["REST OK: {list:within}", "ALL FLAGS: {values:out}"],
  advice: ["ACTION: redraw within {#72} hours if symptoms", "ACTION: redraw in {#14} days"],
  closing: ["--- end ---", "Escalate to {doctor} if unsure."],
}
