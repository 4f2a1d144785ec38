import type { Style } from "../style.ts"

export const PATIENT_LETTER: Style = {
  name: "patient letter",
  voice: {
    dateForms: ["long", "longOrdinal", "noYear", "spoken"],
    range: " to ",
    less: "less than ",
    more: "more than ",
  },
  layout: "paragraphs",
  opening: [
    ["Dear {first},\n\n", "Hi {first},\n\n", "Hello {first}!\n\n", "Dear {titled},\n\n"],
    [
      "Thank you for coming in for your blood test on {drawn}.",
      "Your lab results from {date} are in.",
      "We now have your results and want to walk you through them.",
      "Here is what your blood test of {date} shows.",
    ],
    [
      " We looked at {all} different markers.",
      " {out} of your {all} results are outside the usual range.",
      " Good news first: {within} of {all} results look just right.",
    ],
  ],
  out: [
    "Your {n} was {vu}, a little {^higher|lower} than the usual range of {r}.",
    "We noticed that your {n} is {^on the high side|on the low side} at {vc}.",
    "Most labs like to see {n} {rw}; yours was {vu}, so it is {^a bit high|a bit low}.",
    "Your {n} came back {^high|low} ({vu}).",
    "The one that caught our eye is {n}: at {vu} it is {^over|under} what we would hope for ({ru}).",
    "Your body seems to have {^more|less} {n} than expected, {vu} to be exact.",
  ],
  within: [
    "Your {n} is {vu}, right {=where it should be|above where it should be|below where it should be}.",
    "Your {n} looks {=great|high|low} at {vu}.",
    "Your {n} was {vc}.",
    "At {vu}, your {n} is {=nicely within|above|below} the range of {r}.",
    "We measured {vu} for {n}.",
  ],
  trend: [
    "Your {n} has {/gone up|come down|stayed about the same} since {pd}: it was {p} then and is {vu} now.",
    "Last time, your {n} was {pu}; this time it is {v}, so it has {/risen|dropped|hardly changed}.",
    "Your {n} {/went up|came down} by about {pct}% since {pd}, and is now {vu}.",
    "Remember that {n} of {p} from {pd}? It has {/crept up|come down|not moved much} and is now {vu}.",
  ],
  negated: [
    "{isNotHigh}Your {n} ({vu}) is {-not |}{~too high}, so there is nothing to do here.",
    "{isNotLow}Your {n} of {vu} {-isn't|is} {~low}.",
    "At {vu}, your {n} does {-not |}{~point to {lowConcern}}.",
    "We found {-no |}{~sign of {highConcern}}: your {n} was {vu}.",
    "{isOut}Your {n}, at {vu}, is {-not |}{~where we would like it to be}.",
  ],
  pair: [
    "Your {n} was {vu} and your {2}{n} was {vu}.",
    "Two numbers go together here: {n} at {vu} and {2}{n} at {vu}.",
  ],
  lists: [
    "Your {list:within} all came back {=in range|high|low}.",
    "What we would like to talk about: {list:out}.",
  ],
  advice: [
    "Please keep taking your vitamin D ({#2000} IU a day) and come back in {#8} weeks.",
    "Try to walk for {#30} minutes on {#5} days of the week.",
    "Drink around {#2} liters of water a day, and we will check again in {#6} months.",
    "Please book a {#20}-minute call with us so we can talk it through.",
  ],
  closing: [
    "Warmly,\nYour care team",
    "If you have questions, just reply to this message.\n\nBest wishes,\nThe clinic",
    "Take good care, {first}!",
    "{doctor} has seen these results too.\n\nKind regards",
  ],
}
