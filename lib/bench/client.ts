import type { BudgetStore } from "#lib/ghl/budget/store.ts"
import { createGhl } from "#lib/ghl/client.ts"
import type { Ghl } from "#lib/ghl/types.ts"
import { LOCATION_ID } from "#lib/sandbox/seed/location.ts"

/** The real client, before a sandbox. */
export const benchClient = (baseUrl: string, budgetStore?: BudgetStore): Ghl =>
  createGhl({
    baseUrl,
    token: "sandbox-token",
    locationId: LOCATION_ID,
    clinicTimeZone: "America/New_York",
    documentHosts: [],
    budgetStore,
  })
