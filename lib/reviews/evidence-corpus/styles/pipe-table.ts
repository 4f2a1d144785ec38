import type { Style } from "../style.ts"

export const PIPE_TABLE: Style = {
  name: "table in text",
  voice: { dateForms: ["iso", "mediumDayFirst", "medium"], range: "–" },
  layout: "table",
  table: {
    head: "| Marker | Result | Reference | Status |\n|---|---|---|---|\n",
    row: [
      "| {N} | {vu} | {r} | {^High|Low|Normal} |",
      "| {N} | {vu} | n/a | n/a |",
      "| {N} | {v} | {r} | {^High|Low|Normal} |",
    ],
  },
  opening: [
    [
      "## Laboratory results, {date}",
      "**Client:** {client}  **Collected:** {drawn}",
      "**Date of birth:** {born}\n**Collected:** {drawn}\n**Reported:** {reported}",
      "Results at a glance",
    ],
    ["\n{all} markers, {out} out of range."],
  ],
  out: [
    "**{N}** ({vu}) is {^above|below} the range {r}.",
    "{N} needs attention: {vu} is {^high|low}.",
    "Status of {n}: {^elevated|decreased}, {vc}.",
  ],
  within: [
    "{N} ({vu}) is {=unremarkable|elevated|decreased}.",
    "{N}: {vc}.",
    "{N} at {vu} needs no action.",
  ],
  trend: [
    "{N}: {p} ({pd}) versus {v} now, {/higher|lower|the same}.",
    "Change in {n} since {pd}: {/+|-}{diff}.",
  ],
  negated: [
    "{isNotHigh}{N} is {-not |}{~above range} ({vu}).",
    "{isOut}{N} ({vu}) is {-not |}{~normal}.",
  ],
  pair: ["{N} ({vu}) and {2}{n} ({vu}) are shown together above."],
  lists: ["Flagged in the table: {list:out}.", "{=Normal|Abnormal}: {list:within}."],
  advice: ["Suggested next step: repeat in {#12} weeks.", "| Next test | {#6} months |"],
  closing: ["_Prepared for coordinator review._", "Source: laboratory report of {date}."],
}
