import type { Style } from "../style.ts"

export const TABBED: Style = {
  name: "aligned columns",
  voice: {
    dateForms: ["us", "dashed", "iso"],
    range: " - ",
    figures: { decimal: ".", thousands: "," },
  },
  layout: "table",
  table: {
    head: "TEST\tRESULT\tPRIOR\tREF\n",
    row: [
      "{N}\t{v} {^H|L|}\t{p}\t{r}",
      "{N}\t{v} {^(HIGH)|(LOW)|}\t-\t{r}",
      "{N}\t{vu}\t-\t-",
      "{N}\t{v}\t-\t-",
    ],
  },
  opening: [
    ["PATIENT: {capitals}\tDOB: {born}", "COLLECTED {drawn}", "{client}, results of {date}"],
    ["\tAGE {age}"],
  ],
  out: ["NOTE: {n} {^HIGH|LOW} AT {vu}.", "{N} outside limits ({r}): {vu}, {^high|low}."],
  within: ["{N} {v}: {=no comment|high|low}.", "{N} = {vu}."],
  trend: ["{N}: {/INCREASE|DECREASE|NO CHANGE} FROM {p} ({pd})."],
  negated: ["{isNotLow}{N} {-NOT |}{~LOW} ({v}).", "{isNotHigh}{N} {-NOT |}{~HIGH} ({v})."],
  pair: ["{N} {v}; {2}{n} {v}."],
  lists: ["OUT OF RANGE: {list:out}"],
  advice: ["REPEAT IN {#90} DAYS", "RECHECK FASTING, {#10}-{#12} H"],
  closing: ["END OF SUMMARY", "REVIEWED FOR {doctor}"],
}
