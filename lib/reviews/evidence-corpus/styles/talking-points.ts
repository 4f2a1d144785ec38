import type { Style } from "../style.ts"

export const TALKING_POINTS: Style = {
  name: "talking points for the call",
  voice: { dateForms: ["noYear", "long", "usBare"], range: " to " },
  layout: "lines",
  prefix: "• ",
  opening: [
    [
      "Talking points for {client}'s review call",
      "Call script for {first} ({age})",
      "For the call about the labs of {date}:",
      'Open with: "{first}, thanks for getting your blood drawn on {drawn}."',
    ],
    ["\nLead with the good news: {within} of {all} in range."],
  ],
  out: [
    "Explain that {n} is {^up|down} at {vu} and that the lab wants it {rw}.",
    "Ask about diet: {n} came back {^high|low} ({vu}).",
    "Tell {first} {their} {n} was {vc}, {^higher|lower} than {r}.",
    "Raise {n} ({vu}): {^above|below} what the lab accepts.",
    "Be gentle about {n}; {vu} is {^quite high|quite low}.",
  ],
  within: [
    "Praise {n}: {vu} is {=right in range|above range|below range}.",
    "If asked, {n} was {vu}.",
    "Mention {n} ({vu}).",
    "{N} {vu}, {=nothing to worry about|a worry, high|a worry, low}.",
  ],
  trend: [
    "Point out that {n} {/rose|dropped|held} ({p} on {pd}, {v} now).",
    "Ask what changed: {n} is {/up|down} {pct}% from {p}.",
    "Celebrate or probe: {n} moved from {pu} to {v}, {/up|down|flat}.",
  ],
  negated: [
    "Reassure: {n} of {vu} does {-not |}{~mean {highConcern}}.",
    "{isNotHigh}Say that {n} is {-not |}{~raised} ({vu}).",
    "If worried about {lowConcern}: {n} {vu} that {-speaks against|speaks for} {~it}",
  ],
  pair: ["Link {n} ({vu}) to {2}{n} ({vu}).", "Cover {n} and {2}{n} together ({1}{v} and {2}{v})."],
  lists: ["• Skip unless asked: {list:within}.", "• Do not skip: {list:out}."],
  advice: [
    "• Offer a follow-up in {#6} weeks, {#15} minutes by phone.",
    "• Ask whether {first} still takes {#50} mcg of levothyroxine.",
    "• Suggest {#3} portions of vegetables a day.",
  ],
  closing: [
    "• Close by asking whether anything is unclear.",
    "• Loop in {doctor} if {they} has symptoms.",
  ],
}
