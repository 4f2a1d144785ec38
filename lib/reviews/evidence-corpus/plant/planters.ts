import { changeDigit, moveDecimalPoint, otherClientsValue } from "./figures-gone-wrong.ts"
import { inventValue } from "./invent.ts"
import type { Kind } from "./kinds.ts"
import type { Planter } from "./plant.ts"
import { swapMarkers } from "./swap.ts"
import { dropNot, otherClientsName, wrongDirection } from "./words-gone-wrong.ts"
import { wrongDate } from "./wrong-date.ts"
import { wrongUnit } from "./wrong-unit.ts"

export const PLANTERS: Record<Kind, Planter> = {
  "changed digit": changeDigit,
  "moved decimal point": moveDecimalPoint,
  "swapped markers": swapMarkers,
  "wrong unit": wrongUnit,
  "wrong date": wrongDate,
  "invented value": inventValue,
  "other client's value": otherClientsValue,
  "wrong direction": wrongDirection,
  "dropped not": dropNot,
  "other client's name": otherClientsName,
}
