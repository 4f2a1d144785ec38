import "server-only"
import { newState } from "./budget/state.ts"
import { memoryStore } from "./budget/store.ts"
import { createDealings, remembering } from "./connection/dealings.ts"
import { probeVerbs } from "./connection/probe.ts"
import { contactVerbs } from "./contacts.ts"
import type { Context } from "./context.ts"
import { createDefinitions } from "./definitions.ts"
import { documentVerbs } from "./documents.ts"
import { createNoteKindMemory } from "./note-kind.ts"
import { noteVerbs } from "./notes.ts"
import { createRateBudget } from "./rate-budget.ts"
import { createRedactor } from "./redaction.ts"
import { scheduleVerbs } from "./schedule.ts"
import { searchVerbs } from "./search.ts"
import type { GhlSettings } from "./settings.ts"
import { createSharing } from "./sharing.ts"
import { tagVerbs } from "./tags.ts"
import { createTransport } from "./transport.ts"
import type { Ghl } from "./types.ts"

/** The client of one location: one token, one rate budget, one memory of definitions. */
export function createGhl(settings: GhlSettings): Ghl {
  const redactor = createRedactor({
    token: settings.token,
    hosts: [new URL(settings.baseUrl).host, ...settings.documentHosts],
  })
  const budget = createRateBudget(settings.budgetStore ?? memoryStore(newState()))
  const dealings = createDealings(settings.onFailure)
  const call = remembering(createTransport(settings, budget, redactor.clean), dealings)
  const share = createSharing()
  const definitions = createDefinitions({ settings, call, share })
  const context: Context = {
    settings,
    call,
    share,
    redactor,
    noteKind: createNoteKindMemory((proof) => settings.noteProof?.keep(settings.locationId, proof)),
    knownFields: definitions.byId,
    learnFields: definitions.learn,
  }
  return {
    locationId: settings.locationId,
    listFieldDefinitions: async (options) => redactor.cleanAll(await definitions.list(options)),
    ...contactVerbs(context),
    ...searchVerbs(context),
    ...noteVerbs(context),
    ...tagVerbs(context),
    ...scheduleVerbs(context),
    ...documentVerbs(context, budget, dealings),
    ...probeVerbs(context, dealings),
    budget: () => budget.view(),
    noteForm: () => context.noteKind.known(),
  }
}
