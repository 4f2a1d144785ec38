import { z } from "zod"

/** Keys as a browser sends them: more than a text can hold are no screen. */
export const contradictionKeys = z.array(z.string().max(5_000)).max(5_000)
