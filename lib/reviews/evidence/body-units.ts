import type { Unit } from "./units.ts"

const unit = (dimension: string, factor = 1): Unit => ({ dimension, factor })

/** Units of what is measured outside the lab; each a sticky expression of bounded length. */
export const BODY_UNITS: [RegExp, Unit][] = [
  [/ml ?\/ ?kg ?\/ ?min(?:ute)?(?![a-z0-9])/y, unit("oxygen uptake")],
  [/ml ?\/ ?min ?\/ ?kg(?![a-z0-9])/y, unit("oxygen uptake")],
  [/(?:bpm|beats? ?(?:per|\/|a) ?min(?:ute)?)(?![a-z])/y, unit("beats/minute")],
  [/breaths? ?(?:per|\/|a) ?min(?:ute)?(?![a-z])/y, unit("breaths/minute")],
  [/(?:mm ?hg|milli-?met(?:er|re)s of mercury)(?![a-z])/y, unit("pressure")],
  [/(?:cm ?\^?(?:2|²)|sq\.? ?cm|square centi-?met(?:er|re)s?)(?![a-z0-9])/y, unit("area")],
  [/(?:kg ?\/ ?m ?\^?(?:2|²)|kilograms? per square met(?:er|re))(?![a-z0-9])/y, unit("kg/m2")],
  [/(?:° ?f|deg(?:rees)? ?f(?:ahrenheit)?|fahrenheit)(?![a-z0-9])/y, unit("fahrenheit")],
  [/(?:° ?c|deg(?:rees)? ?c(?:elsius)?|celsius)(?![a-z0-9])/y, unit("celsius")],
  [/(?:lbs?|pounds?)(?![a-z0-9/])/y, unit("pounds")],
  [/(?:ms|milli-?seconds?)(?![a-z0-9/])/y, unit("milliseconds")],
  [/(?:cm|centi-?met(?:er|re)s?)(?![a-z0-9/²^])/y, unit("length", 0.01)],
  // `178 in April`: the short form only where a statement ends.
  [/(?:inches|inch|in(?=\.?(?:[,;)|]|\. )))(?![a-z0-9/²^])/y, unit("length", 0.0254)],
  [/(?:feet|foot|ft)(?![a-z0-9/²^])/y, unit("length", 0.3048)],
  [/(?:miles?|mph|watts?)(?![a-z0-9/])/y, unit("performance")],
]
