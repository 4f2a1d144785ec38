import type { Style } from "../style.ts"
import { BY_SYSTEM } from "./by-system.ts"
import { CONSULT } from "./consult.ts"
import { CONVERSATIONAL } from "./conversational.ts"
import { EUROPEAN } from "./european.ts"
import { FLAGGED_FIRST } from "./flagged-first.ts"
import { FLOWING } from "./flowing.ts"
import { KEY_VALUES } from "./key-values.ts"
import { NUMBERED } from "./numbered.ts"
import { PATIENT_LETTER } from "./patient-letter.ts"
import { PIPE_TABLE } from "./pipe-table.ts"
import { QUESTIONS } from "./questions.ts"
import { READ_ALOUD } from "./read-aloud.ts"
import { SHORTHAND } from "./shorthand.ts"
import { TABBED } from "./tabbed.ts"
import { TALKING_POINTS } from "./talking-points.ts"
import { TERSE_BULLETS } from "./terse-bullets.ts"
import { TREND_REPORT } from "./trend-report.ts"

export const STYLES: Style[] = [
  TERSE_BULLETS,
  FLOWING,
  PATIENT_LETTER,
  SHORTHAND,
  PIPE_TABLE,
  TABBED,
  BY_SYSTEM,
  TREND_REPORT,
  TALKING_POINTS,
  QUESTIONS,
  EUROPEAN,
  READ_ALOUD,
  KEY_VALUES,
  NUMBERED,
  CONVERSATIONAL,
  FLAGGED_FIRST,
  CONSULT,
]
