import type { Style } from "../style.ts"

export const CONVERSATIONAL: Style = {
  name: "conversational, with hedges",
  voice: { dateForms: ["noYear", "long", "month"], range: " to " },
  layout: "paragraphs",
  opening: [
    [
      "So, {first}, your labs from {date} are back!",
      "Okay, let's look at the numbers from {date}.",
      "Great to see you staying on top of your health, {first}.",
      "Quick rundown of the blood you gave on {drawn}:",
    ],
    [
      " Out of {all} things we checked, {out} were a bit off.",
      " Happily, {within} of the {all} are totally fine.",
    ],
  ],
  out: [
    "Your {n} came in at {vu}, which is {^a touch over|a touch under} the {r} we'd expect.",
    "{N} looks {^kind of high|kind of low} to me at {v}.",
    "{N} is {^running high|running low} right now ({vc}).",
    "I'd keep an eye on {n}: {vu}, and the lab prefers it {rw}, so that's {^high|low}.",
    "Hmm, {n}. {vu}. That one's {^up there|down there}.",
  ],
  within: [
    "{N}? {vu}, {=spot on|too high|too low}.",
    "Your {n} is sitting {=pretty|high|low} at {vu}.",
    "{N} landed at {vu}.",
    "Nice work on {n} – {vu} is {=exactly in the zone|above the zone|below the zone} ({r}).",
  ],
  trend: [
    "{N} {/jumped|slid|stayed put} from {p} to {v} since {pd}.",
    "Back in {pd} your {n} was {p}; now it's {vu}, so it's {/heading up|heading down|flat}.",
    "{N} is {/up|down} roughly {pct}% on last time.",
  ],
  negated: [
    "Honestly, {n} at {vu} is {-nothing|something} {~to worry about}, no {highConcern} here.",
    "{isNotHigh}And {n} {-isn't|is} {~high}, it's {vu}.",
    "{isOut}{N} ({vu}) {-isn't|is} {~quite in range}.",
    "{isNotLow}I wouldn't call {n} low; at {vu} it's {-hardly|clearly} {~low}.",
  ],
  pair: [
    "{N}'s at {vu}, and {2}{n}'s at {vu}.",
    "Put {n} ({vu}) next to {2}{n} ({vu}) and you get the idea.",
  ],
  lists: [
    "Things like {list:within} were {=all good|all high|all low}.",
    "Let's chat about {list:out}.",
  ],
  advice: [
    "Maybe try {#10,000} steps a day?",
    "Let's check back in about {#3} months, and keep caffeine to {#2} cups.",
    "A {#500} mg magnesium tablet before bed could help.",
  ],
  closing: ["Any questions, just shout!", "You've got this, {first}.", "Talk soon."],
}
