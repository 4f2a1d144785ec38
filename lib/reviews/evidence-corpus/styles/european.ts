import type { Style } from "../style.ts"

export const EUROPEAN: Style = {
  name: "formal, with decimal comma",
  voice: {
    dateForms: ["dotted", "longDayFirst", "longDayFirst"],
    figures: { decimal: ",", thousands: "" },
    range: " – ",
    percentJoint: " ",
    open: ["< ", "> "],
  },
  layout: "paragraphs",
  opening: [
    [
      "Laboratory findings of {date} concerning {client}, born {born}.",
      "With reference to the blood sample of {drawn}, we report as follows.",
      "Findings of {date}.",
    ],
    [" Of {all} parameters, {out} are outside the reference interval."],
  ],
  out: [
    "{N} amounts to {vu} and is thus {^above|below} the reference interval ({r}).",
    "{N}: {vu}, {^increased|decreased} (norm {ru}).",
    "An {^elevated|insufficient} {n} of {vc} was found.",
    "{N} {^exceeds|falls below} the norm with {vu}.",
  ],
  within: [
    "{N} amounts to {vu}.",
    "{N}: {vu}, {=inconspicuous|increased|decreased} (norm {r}).",
    "{N} with {vc} lies {=within|above|below} the norm.",
  ],
  trend: [
    "{N} {/increased|decreased|remained constant} versus the sample of {pd} ({p}), now {vu}.",
    "Course of {n}: {p} ({pd}), {v} (current); tendency {/rising|falling|constant}.",
  ],
  negated: [
    "A {n} of {vu} gives {-no |}{~indication of {lowConcern}}.",
    "{isNotHigh}{N} with {vu} is {-not |}{~pathologically increased}.",
  ],
  pair: [
    "{N} amounts to {vu}, {2}{n} to {vu}.",
    "{N} and {2}{n} were determined ({1}{v} and {2}{v}).",
  ],
  lists: ["{=Inconspicuous|Conspicuous}: {list:within}.", "Conspicuous: {values:out}."],
  advice: [
    "A control in {#3} months is recommended.",
    "Substitution of vitamin D ({#1000} IU daily) may be considered.",
  ],
  closing: ["With kind regards", "These findings require medical assessment."],
}
