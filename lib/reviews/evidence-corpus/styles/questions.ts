import type { Style } from "../style.ts"

export const QUESTIONS: Style = {
  name: "questions and answers",
  voice: { dateForms: ["long", "mediumDayFirst", "longDayFirst"], range: "-" },
  layout: "paragraphs",
  opening: [
    [
      "Q: When was the sample taken?\nA: On {drawn}.",
      "Whose results are these? {client}, born {born}.",
      "When did the report arrive? It is dated {reported}.",
    ],
    [
      "\n\nHow many markers were out of range? {out} of {all}.",
      "\n\nIs anything out of range? Yes, {outWords} markers are.",
    ],
  ],
  out: [
    "Is {n} a problem? It is {^high|low} at {vu}; the range is {ru}.",
    "What about {n}? {vu}, so {^too much|too little}.",
    "Why does {n} matter? Because {vu} is {^above|below} {r}.",
    "{N}? {^High|Low}: {vu}.",
  ],
  within: [
    "How is {n}? {=Fine|High|Low}, at {vu}.",
    "And {n}? {vu}.",
    "Should we worry about {n} at {vu}? The lab calls it {=normal|high|low}.",
    "{N}? {vc}.",
  ],
  trend: [
    "Did {n} change? Yes or no: {p} on {pd}, {v} now, so it {/rose|fell|did not}.",
    "Is {n} better than last time? It {/went up|went down|stayed} ({p} before, {vu} now).",
  ],
  negated: [
    "Does {n} of {vu} suggest {highConcern}? It does {-not |}{~suggest that}.",
    "{isNotLow}Is {n} low? It is {-not |}{~low}: {vu}.",
  ],
  pair: ["What about {n} and {2}{n}? {1}{vu} and {2}{vu}."],
  lists: ["Which results stand out? {list:out}.", "Which ones can be left alone? {list:within}."],
  advice: ["What next? Retest in {#3} months.", "How much vitamin D? {#1000} IU a day is common."],
  closing: [
    "Who should look at this? A coordinator, before it is saved.",
    "What else? Nothing from this report.",
  ],
}
