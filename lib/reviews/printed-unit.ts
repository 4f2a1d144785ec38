/** Ways of laboratories to print a unit, and the same one as everybody writes it. In this order. */
const PRINTED: readonly (readonly [RegExp, string])[] = [
  // `x10(9)/L`
  [/(?<!\d)10\((\d{1,2})\)/g, "10^$1"],
  // UCUM, which health records speak: `m[IU]/L`, `mm[Hg]`, `mL/min/{1.73_m2}`, `%{of total Hgb}`
  [/\{1[.,]73[ _]?m\*?2\}/gi, "1.73 m2"],
  [/\b1[.,]73 ?m\*2/gi, "1.73 m2"],
  [/\{[^{}]*\}/g, ""],
  [/\[([a-z']+)\]/gi, "$1"],
  // The whole in brackets: `(ng/mL)`. In brackets behind it a remark: `mg/dL (calc)`, `% (NGSP)`.
  [/^[([]([^()[\]]*)[)\]]$/, "$1"],
  [/\([^()]*\)/g, ""],
  [/(?:^|\s)(?:calc(?:ulated)?|est(?:imated)?)\.?$/i, ""],
  [/\.$/, ""],
  // A share is a share: `% of total Hgb`, `% NGSP`, `%Hb`, `% by wt`.
  [/^(?:%|percent\b|pct\b)[a-z\d ]*$/i, "%"],
  [/^(m?g)m? ?%$/i, "$1/dL"],
  [/^gm\b/i, "g"],
  [/\/ ?100 ?ml$/i, "/dL"],
  [/^units? ?\//i, "U/"],
  [/^(?:bil|billions?) ?\/ ?l$/i, "10^9/L"],
  [/^(g\/dl) (?:rbc|of rbcs?)$/i, "$1"],
]

/**
 * A unit as a list of markers has it, spelled as a text would write it: without remarks, brackets and the
 * signs of UCUM. A unit that is in none of these forms stays as it is.
 */
export function plainUnit(printed: string): string {
  let unit = printed.trim()
  for (const [form, plain] of PRINTED) unit = unit.replace(form, plain).trim()
  return unit
}
