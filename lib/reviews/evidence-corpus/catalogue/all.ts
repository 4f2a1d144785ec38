import type { Marker } from "../marker.ts"
import { BLOOD } from "./blood.ts"
import { HORMONES } from "./hormones.ts"
import { METABOLIC } from "./metabolic.ts"

export const MARKERS: Marker[] = [...METABOLIC, ...BLOOD, ...HORMONES]
