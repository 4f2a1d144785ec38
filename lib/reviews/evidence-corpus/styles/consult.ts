import type { Style } from "../style.ts"

export const CONSULT: Style = {
  name: "consult note",
  voice: { dateForms: ["long", "usBare", "longDayFirst"], range: "–", less: "< ", more: "> " },
  layout: "paragraphs",
  opening: [
    [
      "Thank you for asking us to review the results of this {age}-year-old {sex}.",
      "{titled} is a {age}-year-old {sex} whose blood was drawn on {drawn}.",
      "Re: {client}, DOB {born}. Laboratory review, specimen of {date}.",
      "Subjective: feels well. Objective: laboratory data of {date}.",
    ],
    [" A panel of {all} analytes was obtained; {out} were abnormal."],
  ],
  out: [
    "Biochemistry is notable for {^a raised|a reduced} {n} of {vu} (reference {r}).",
    "{N} was abnormal at {vu} ({^H|L}).",
    "We draw attention to {n}, {vu}, {^in excess of|short of} the reference interval {ru}.",
    "{^Hyper|Hypo}-normal {n} ({vc}) was documented.",
    "There is {^elevation|depression} of {n} to {vu}.",
  ],
  within: [
    "{N} was {=unremarkable|raised|reduced} at {vu}.",
    "{N} {vu} (reference {r}).",
    "{N} was documented at {vc}.",
    "The {n} of {vu} is {=physiological|supranormal|subnormal}.",
  ],
  trend: [
    "Interval {/increase|decrease|stability} in {n}: {p} on {pd}, {vu} at present.",
    "Relative to {pd}, {n} has {/risen|declined} by {pct}%, from {p} to {v}.",
    "Serial {n}: {q} ({qd}), {p} ({pd}), {v}; overall {/ascending|descending|flat} at the last step.",
  ],
  negated: [
    "{N} of {vu} does {-not |}{~support a diagnosis of {highConcern}}.",
    "There is {-no |}{~biochemical evidence of {lowConcern}} ({n} {vu}).",
    "{isNotHigh}{N} was {-not |}{~raised} ({vu}).",
    "{highConcern} is {-unlikely|likely} {~at this level of} {n}, {vu}.",
  ],
  pair: [
    "{N} and {2}{n} were {1}{v} and {2}{vu}, respectively.",
    "{N} was {vu} with a {2}{n} of {vu}.",
  ],
  lists: [
    "The following were {=within|outside} reference limits: {list:within}.",
    "Abnormal analytes: {values:out}.",
  ],
  advice: [
    "We would repeat the panel in {#8} to {#12} weeks.",
    "Consider cholecalciferol {#50} mcg daily.",
    "Target a reduction of body weight by {#5} to {#10} percent over {#6} months.",
  ],
  closing: [
    "With thanks,\nOn behalf of {doctor}",
    "Plan discussed with the patient.",
    "This is a draft and has not been signed.",
  ],
}
