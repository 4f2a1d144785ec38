import type { Style } from "../style.ts"

export const KEY_VALUES: Style = {
  name: "keys and values",
  voice: { dateForms: ["iso", "iso", "us"], range: "-" },
  layout: "lines",
  opening: [
    ["collected: {drawn}", "date_of_birth: {born}", "patient: {client}", "report_date: {reported}"],
    ["\nmarkers_total: {all}\nmarkers_flagged: {out}", "\nage: {age}"],
  ],
  out: [
    "{n}: {vu} | status: {^high|low} | ref: {r}",
    "{n} = {v}; flag = {^H|L}",
    "{n}: value {vu}, {^elevated|decreased}, range {r}",
    "[{^HIGH|LOW}] {n}: {vc}",
  ],
  within: [
    "{n}: {vu} | status: {=normal|high|low} | ref: {r}",
    "{n} = {v}",
    "{n}: value {vu}",
    "[{=OK|HIGH|LOW}] {n}: {vu}",
  ],
  trend: [
    "{n}: {v} | previous: {p} ({pd}) | trend: {/up|down|stable}",
    "{n}: {p} -> {v} [{/increase|decrease|none}]",
    "{n}: {vu} ({/+|-}{pct}%)",
  ],
  negated: ["{isNotHigh}{n}: {v} ({-not |}{~high})", "{isNotLow}{n}: {v} ({-non-|}{~deficient})"],
  pair: ["{n}: {v}, {2}{n}: {v}"],
  lists: ["flagged: {list:out}", "normal: {list:within}"],
  advice: ["retest_weeks: {#12}", "next_steps: vitamin D {#2000} IU; retest {#3} mo"],
  closing: ["reviewed: no", "notes: none"],
}
