import type { Style } from "../style.ts"

export const READ_ALOUD: Style = {
  name: "spelled out for reading aloud",
  voice: {
    dateForms: ["spoken", "long", "longOrdinal"],
    units: "spelled",
    percentJoint: " ",
    range: " to ",
    less: "below ",
    more: "above ",
    open: ["up to ", "at least "],
  },
  layout: "paragraphs",
  opening: [
    [
      "These are the results for {client}, collected {drawn}.",
      "This is a spoken summary of the blood test from {date}.",
      "Good morning {first}, here are your results.",
    ],
    [
      " There were {all} measurements, of which {out} were out of range.",
      " A total of {outWords} results were flagged.",
    ],
  ],
  out: [
    "{N} is {vu}, {^higher|lower} than the range of {r}.",
    "Your {n} reads {vu}. That is {^high|low}.",
    "{N}, at {vu}, is {^above normal|below normal}.",
    "The lab found {vu} of {n}, and the range is {rw}, so it is {^high|low}.",
  ],
  within: [
    "{N} is {vu}, {=within|above|below} range.",
    "{N} reads {vu}.",
    "{N} is {=normal|high|low} at {vu}.",
  ],
  trend: [
    "{N} was {p} and is now {vu}: {/an increase|a decrease|no change}.",
    "Since {pd}, {n} {/went up|went down} by {pct} percent to {v}.",
  ],
  negated: [
    "{isNotHigh}{N} is {-not |}{~high}, at {vu}.",
    "{N} of {vu} is {-not |}{~a sign of {lowConcern}}.",
  ],
  pair: ["{N} is {vu} and {2}{n} is {vu}."],
  lists: [
    "Everything else we name was {=in range|out of range}: {list:within}.",
    "Please note {list:out}.",
  ],
  advice: ["Please return in {#6} weeks.", "Take {#2} capsules a day with food."],
  closing: ["That is the end of the summary.", "Thank you for listening, {first}."],
}
