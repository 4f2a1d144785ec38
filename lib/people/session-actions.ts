"use server"

import { action } from "./action.ts"

/** Counts as an act of the person: restarts the idle time, for somebody who reads or types for long. */
export const stayActive = action("contacts.browse").action(async () => ({ active: true }))
