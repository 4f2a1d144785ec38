import type { Style } from "../style.ts"

export const NUMBERED: Style = {
  name: "numbered executive summary",
  voice: { dateForms: ["medium", "long", "us"], range: "–" },
  layout: "lines",
  prefix: "#. ",
  opening: [
    [
      "EXECUTIVE SUMMARY – {client}\nSample date: {drawn}",
      "Top findings from the {date} panel",
      "Findings, in order of report:",
    ],
    ["\n{out} abnormal out of {all}", "\nScore: {within}/{all} in range"],
  ],
  out: [
    "{N} – {vu}, {^exceeds|is under} reference ({r}).",
    "{^Hyper-range|Sub-range} {n}: {vu} (expected {rw}).",
    "{N} {vu}: {^elevated|suppressed}. Worth a conversation.",
    "{N} – {^high|low} ({vc}).",
    "Flag: {n} outside {ru}, measured {v}, i.e. {^high|low}.",
  ],
  within: [
    "{N} – {vu}, {=in range|elevated|suppressed}.",
    "{N} {vc}: {=no action|high|low}.",
    "{N} – {v}.",
    "Clear: {n} at {vu} ({r}).",
  ],
  trend: [
    "{N} – {/up|down|unchanged} vs. {pd} ({p} → {v}).",
    "{N} {vu}, {/higher|lower} by {diff} than on {pd}.",
    "{N} – moved {/+|−}{pct} % to {v}.",
  ],
  negated: [
    "{N} – {vu}; {highConcern} {-not |}{~suspected}.",
    "{isNotLow}{N} {vu}, {-never|always} {~a low value in this report}.",
    "{isOut}{N} – {vu}, {-outside|inside} {~the printed range}.",
  ],
  pair: ["{N} {vu}; {2}{n} {vu}.", "{N} and {2}{n} – {1}{v} and {2}{v}."],
  lists: ["Abnormal: {values:out}.", "Nothing to report: {list:within}."],
  advice: [
    "Next: repeat in {#12} wks; consider {#81} mg aspirin only on a physician's advice.",
    "Next: {#2}-week food diary.",
  ],
  closing: ["Prepared for {doctor}.", "Confidence: moderate."],
}
