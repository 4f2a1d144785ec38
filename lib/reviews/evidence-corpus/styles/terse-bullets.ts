import type { Style } from "../style.ts"

export const TERSE_BULLETS: Style = {
  name: "terse bullets",
  voice: { dateForms: ["us", "iso", "medium", "usShort"], range: "-" },
  layout: "lines",
  prefix: "- ",
  opening: [
    [
      "Labs {date}:",
      "Bloodwork {date} reviewed.",
      "Draw date {drawn}. Key points:",
      "Summary of labs ({date})",
      "Key results:",
    ],
    [
      " {out}/{all} markers flagged.",
      " {out} of {all} out of range.",
      " {within} of {all} in range.",
    ],
  ],
  out: [
    "{N} {vu} ({^high|low}, ref {r})",
    "{N}: {vu} – {^above|below} range ({ru})",
    "{^High|Low} {n}: {vu}",
    "{N} {^elevated|low} at {vc}; range {r}",
    "{N} {v} [{r}] {^H|L}",
    "{N}, {vu}, {^over|under} the limit of {r}",
  ],
  within: [
    "{N} {vu} ({=normal|high|low})",
    "{N}: {vu}",
    "{N} {vu}, ref {r}, {=ok|high|low}",
    "{=Normal|High|Low} {n} ({vu})",
    "{N} {v}",
  ],
  trend: [
    "{N} {p} → {vu} ({/up|down|flat} since {pd})",
    "{N} {/up|down|stable}: {v} vs {p} on {pd}",
    "{N} {vu}, {/rising|falling|unchanged} (prior {p})",
    "{N} {/+|−}{pct}% vs {pd} ({p} to {v})",
  ],
  negated: [
    "{isNotHigh}{N} {-not |}{~elevated} ({vu})",
    "{isNotLow}{N} {-not |}{~low} at {vu}",
    "{isOut}{N} {vu}: {-not |}{~in range} ({r})",
    "{-No sign of|Signs of} {~{highConcern}}: {n} {vu}",
  ],
  pair: [
    "{N} {vu} / {2}{n} {vu}",
    "{N} {v}, {2}{n} {v}",
    "{N} ({vu}) and {2}{n} ({vu}) reviewed together",
  ],
  lists: [
    "{=In range|Out of range}: {list:within}.",
    "- Flagged: {values:out}",
    "- OK: {list:within}",
  ],
  advice: [
    "- Recheck in {#12} weeks",
    "- Vitamin {#D3} {#2000} IU daily, retest {#3} months",
    "- Fiber ≥{#30} g/day; {#omega-3} {#2} g/day",
    "- F/u call {#15} min",
  ],
  closing: ["- Prior labs on file.", "- Call {first} to book.", "- No action otherwise."],
}
