import type { Style } from "../style.ts"

export const FLOWING: Style = {
  name: "flowing paragraphs",
  voice: { dateForms: ["long", "longOrdinal", "noYear"], range: "–" },
  layout: "paragraphs",
  opening: [
    [
      "{client} had blood drawn on {drawn}, and the results came back on {reported}.",
      "The laboratory results from {date} offer a detailed picture of {client}'s current health.",
      "This summary covers the bloodwork collected on {drawn} for {titled}.",
      "Overall, the picture is encouraging, with a few areas that merit attention.",
    ],
    [
      " Of the {all} markers measured, {out} fell outside their reference ranges.",
      " Most results are unremarkable; {outWords} of them deserve a closer look.",
      " In all, {within} of {all} results were where we would want them.",
    ],
  ],
  out: [
    "{N} measured {vu}, which is {^above|below} the laboratory's reference range of {ru}.",
    "At {vc}, {n} sits {^higher|lower} than the expected range ({r}).",
    "A notable finding is {n}, which came in at {vu}, {^exceeding the upper limit|falling short of the lower limit} of the range {rw}.",
    "The {^elevation|reduction} in {n} to {vu} stands out, given a reference interval of {r}.",
    "{N} was {^elevated|depressed}, with a value of {vu} against an expected value {rw}.",
    "With a result of {vu}, {n} is {^too high|too low} by the laboratory's own standard.",
    "Also worth discussing is {n}, reported at {vu} and flagged as {^high|low}.",
  ],
  within: [
    "{N} was {vu}, comfortably {=within|above|below} the reference range.",
    "{N} came back at {vu} (reference {ru}).",
    "Reassuringly, {n} is {=normal|elevated|reduced} at {vc}.",
    "The result for {n}, {vu}, lies {=inside|above|below} the interval of {r}.",
    "{N} stands at {vu}.",
    "There is little to say about {n}, which at {vu} remains {=well controlled|too high|too low}.",
  ],
  trend: [
    "{N} {/rose|fell|held steady} from {pu} on {pd} to {vu} now.",
    "Compared with {pd}, when it stood at {p}, {n} has {/increased|decreased|barely moved} to {vu}.",
    "Since the previous test, {n} has {/climbed|dropped} by {pct}%, from {p} to {vu}.",
    "{N} continues to move: {q} on {qd}, {p} on {pd} and {vu} today, a net {/increase|decline|standstill} since the last draw.",
    "There has been {/a rise|a fall} of {diff} in {n} since {pd}, bringing it to {v}.",
  ],
  negated: [
    "{isNotHigh}At {vu}, {n} is {-not |}{~elevated}, which is reassuring.",
    "{isNotLow}{N} of {vu} does {-not |}{~indicate a deficiency} at this time.",
    "{isOut}{N} ({vu}) is {-not |}{~within the reference range} of {r}.",
    "A {n} of {vu} does {-not |}{~suggest {highConcern}}.",
    "There is {-no |}{~evidence of {lowConcern}}, since {n} measured {vu}.",
    "{isNotHigh}{N} is {vu} and therefore {-isn't|is} {~raised}.",
  ],
  pair: [
    "{N} and {2}{n} were {1}{v} and {2}{v} respectively.",
    "While {n} came to {vu}, {2}{n} was measured at {vu}.",
    "{N} ({vu}) should be read alongside {2}{n}, which was {vu}.",
  ],
  lists: [
    "The remaining markers, including {list:within}, were {=within|above|below} their reference ranges.",
    "The values that need discussion are {values:out}.",
    "Particular attention should go to {list:out}.",
  ],
  advice: [
    "A repeat panel in {#3} months would be sensible, together with {#150} minutes of moderate exercise per week.",
    "It may help to discuss a daily supplement of {#1000} to {#2000} IU of vitamin D and to retest after {#12} weeks.",
    "Aim for {#7} to {#8} hours of sleep a night and at least {#25} grams of fiber a day.",
  ],
  closing: [
    "This text was prepared for review by the care team and is not a diagnosis.",
    "We suggest going over these points with {first} at the next visit.",
    "{doctor} may wish to see these results.",
  ],
}
