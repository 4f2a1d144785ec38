import type { BudgetStore } from "#lib/ghl/budget/store.ts"
import type { Asked, Decided, Try, Wait } from "./judge.ts"

/** A turn at the budget's state: when it was asked for, when it held the state (null: not yet), and when it was over. */
type Turn = { askedAt: number; actedAt: number | null; endedAt: number }

/** The turns that the budget of one process takes at its state. */
export type Turns = {
  /** To be given to the budget in place of the store that is watched. */
  store: BudgetStore
  /**
   * In which of the turns calls became known and were decided. Who came while a turn waited for the state is
   * told of by that turn; who was told of by none was not known to anybody, and is left out.
   */
  decided(asked: readonly Asked[]): Decided[]
  /** The longest of them, ms: much longer than the others where the machine is busy with something else. */
  slowestMs(): number
}

/** Notes the turns at a store. `clock`: one for all processes, ms. */
export function watchTurns(store: BudgetStore, clock: () => number): Turns {
  const turns: Turn[] = []
  return {
    store: {
      lookMs: store.lookMs,
      turn(act) {
        const turn: Turn = { askedAt: clock(), actedAt: null, endedAt: Number.POSITIVE_INFINITY }
        turns.push(turn)
        const result = store.turn((state, now) => {
          turn.actedAt = clock()
          return act(state, now)
        })
        const ended = () => {
          turn.endedAt = clock()
        }
        if (result instanceof Promise) void result.then(ended, ended)
        else ended()
        return result
      },
    },
    decided: (asked) => {
      const end = clock()
      const waitFor = ({ at, leftAt, refusedAt }: Try): Wait[] => {
        const told = turns.find(({ actedAt }) => actedAt !== null && actedAt >= at)
        if (!told || told.actedAt === null) return []
        const knownAt = told.actedAt
        const ended = leftAt ?? refusedAt
        const last = turns.findLast(({ endedAt }) => endedAt <= (ended ?? 0))
        const until = ended === null ? end : (last?.actedAt ?? ended)
        return [{ knownAt, until, started: leftAt !== null }]
      }
      return asked.map(({ background, tries }) => ({ background, waits: tries.flatMap(waitFor) }))
    },
    slowestMs: () =>
      turns
        .filter(({ endedAt }) => Number.isFinite(endedAt))
        .reduce((most, { askedAt, endedAt }) => Math.max(most, endedAt - askedAt), 0),
  }
}
