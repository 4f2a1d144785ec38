import { careFolders } from "./care.ts"
import { intakeFolders } from "./intake.ts"
import { lifestyleFolders } from "./lifestyle.ts"
import { membershipFolders } from "./membership.ts"
import type { FieldFolder } from "./row.ts"

/** All custom fields of the location, by folder, in the order of their positions. */
export const fieldFolders: readonly FieldFolder[] = [
  ...membershipFolders,
  ...intakeFolders,
  ...lifestyleFolders,
  ...careFolders,
]
