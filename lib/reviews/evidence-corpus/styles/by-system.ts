import type { Style } from "../style.ts"

export const BY_SYSTEM: Style = {
  name: "grouped by system",
  voice: { dateForms: ["long", "medium", "month"], range: "–" },
  layout: "grouped",
  heading: "### *",
  prefix: "* ",
  opening: [
    [
      "# Lab review for {client}",
      "# Full analysis of the report of {date}",
      "**Collection date:** {drawn} | **Age:** {age}",
      "# System by system",
    ],
    ["\n\nTotal markers: {all}. Outside range: {out}.", "\n\nOut-of-range count: {out} of {all}"],
  ],
  out: [
    "**{N}: {vu}** (ref {r}): {^above optimal and above the lab limit|beneath the lab limit}",
    "**{N}** – {vc}. {^Elevated|Deficient} relative to {ru}.",
    "{N} is {^outside range on the upper end|outside range on the lower end}: {vu}.",
    "⚠ {N} {vu} ({^high|low})",
  ],
  within: [
    "**{N}:** {vu} ({=within range|above range|below range}, {r})",
    "{N} {vu} ✓",
    "**{N}** – {vc}. {=Satisfactory|Elevated|Deficient}.",
    "{N}: {v}",
  ],
  trend: [
    "**{N}:** {vu}, {/an increase|a decrease|no real change} from {p} in {pd}",
    "{N} trend: {q} ({qd}), {p} ({pd}), {v}. Direction: {/upward|downward|flat}",
    "**{N}** {/worsened upward|moved downward} {pct} % since {pd} (now {vu})",
  ],
  negated: [
    "{N} {vu}: {-no |}{~indication of {highConcern}}",
    "{isNotHigh}{N} {vu}, {-not |}{~high}",
    "{N} {vu} {-rules out|suggests} {~{lowConcern}}",
  ],
  pair: ["**{N}** {vu} with **{2}{n}** {vu}", "{N}: {v} and {2}{n}: {v}"],
  lists: [
    "### Take-away\nDiscuss {list:out}.",
    "### Summary\n{=Normal|Abnormal} findings: {list:within}.",
  ],
  advice: [
    "### Plan\n* Repeat lipids in {#3} months\n* Mediterranean diet, fish {#2} times a week",
    "### Plan\n* Magnesium glycinate {#400} mg at night\n* Recheck in {#6}–{#8} weeks",
  ],
  closing: [
    "---\nReference ranges are those printed by the laboratory.",
    "---\nDraft for {first}'s coordinator.",
  ],
}
