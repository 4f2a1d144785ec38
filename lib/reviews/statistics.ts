import "server-only"
import { and, desc, eq, isNull, type SQL, sql } from "drizzle-orm"
import { people } from "#lib/db/schema/people.ts"
import { decisions } from "#lib/db/schema/reviews.ts"
import type { Db } from "#lib/db/store.ts"
import type { Period, ReviewStatistics, StatisticsRow } from "./statistics-types.ts"

const { kind, origin, activeSeconds, evidenceOpened, flags, edits, aiShare } = decisions

const isApproval = sql`${kind} in ('approved', 'first-approved')`
const isAcceptance = sql`${kind} in ('accepted', 'first-accepted')`
/** The first of two approvals: work of a person, but no decided draft. */
const isFirst = sql`${kind} in ('first-approved', 'first-accepted')`
/** Accepting what stands in GHL is counted apart from approving, rejecting and returning. */
const isDecision = sql`not ${isAcceptance}`
/**
 * Nobody opened a text that was accepted in bulk. Older ones are not marked: they are told by what only
 * they are without, the time, what was looked at, and the flag of the document.
 */
const isInBulk = sql`(${kind} = 'accepted' and (${flags} @> '{"inBulk": true}'::jsonb
  or (${activeSeconds} = 0 and ${evidenceOpened} = '[]'::jsonb and not jsonb_exists(${flags}, 'documentUnread'))))`
/** Somebody opened it, was asked what an approval is asked, and answered. */
const isReviewed = sql`not ${isInBulk}`
const isTakenOver = sql`(${isApproval} or (${isAcceptance} and ${isReviewed}))`
const askedAgain = sql`jsonb_array_length(${flags}->'askedAgain') > 0`
/** As the question about it was asked and answered: what counts as evidence is said in one place. */
const unopened = sql`${flags}->'askedAgain' @> '["unopened"]'::jsonb`
/** By the flags, the server's and those on the reviewer's screen: the typed reason is gone with the draft's texts. */
const overridden = sql`greatest((${flags}->>'contradicted')::int, (${flags}->>'contradictedSeen')::int) > 0`
/** Over what the sources do not have, which takes no reason: by the flags of the approval itself. */
const overNotFound = sql`(${flags}->>'notFound')::int > 0`

const counted = (...where: SQL[]) =>
  sql<number>`(count(*) filter (where ${sql.join(where, sql` and `)}))::int`
/** Over every decision on an opened draft: one taken within a second has no second, and is the fastest. */
const percentile = (share: number) =>
  sql<number | null>`(percentile_cont(${share}) within group (order by ${activeSeconds})
    filter (where ${isReviewed}))::double precision`

const numbers = {
  decisions: counted(isDecision),
  approved: counted(isApproval),
  rejected: counted(sql`${kind} = 'rejected'`),
  returned: counted(sql`${kind} = 'returned'`),
  accepted: counted(isAcceptance),
  inBulk: counted(isInBulk),
  first: counted(isFirst),
  medianSeconds: percentile(0.5),
  p90Seconds: percentile(0.9),
  unopened: counted(isTakenOver, unopened),
  askedAgain: counted(isReviewed, askedAgain),
  overridden: counted(isTakenOver, overridden),
  overNotFound: counted(isTakenOver, overNotFound),
  edited: counted(isApproval, sql`${edits} > 0`),
  // Who wrote a text that was found in GHL is not known: no part of it counts as the AI's, or as not.
  aiShare: sql<number | null>`(avg(${aiShare})
    filter (where ${isApproval} and ${origin} = 'pipeline'))::double precision`,
}

type Numbers = Omit<StatisticsRow, "id" | "label" | "unopened" | "askedAgain" | "edited"> & {
  unopened: number
  askedAgain: number
  edited: number
}

const share = (part: number, whole: number) => (whole === 0 ? null : part / whole)

function rowOf(id: string, label: string, row: Numbers): StatisticsRow {
  const oneByOne = row.accepted - row.inBulk
  return {
    ...row,
    id,
    label,
    unopened: share(row.unopened, row.approved + oneByOne),
    askedAgain: share(row.askedAgain, row.decisions + oneByOne),
    // Text that was found and is left as it stands is accepted, not approved: it was opened all the same.
    edited: share(row.edited, row.approved + oneByOne),
  }
}

function modelLabel(origin: "pipeline" | "watch", name: string | null, version: string | null) {
  if (origin === "watch") return "Text found in GoHighLevel"
  return [name, version].filter(Boolean).join(" ") || "Model not named"
}

/**
 * How was decided in the last days, by reviewer and by model version. Withdrawn decisions do not count;
 * the first of two approvals counts for whoever gave it, and not for the model: its draft counts once.
 */
export async function reviewStatistics(db: Db, days: Period): Promise<ReviewStatistics> {
  const inPeriod = and(
    isNull(decisions.withdrawnAt),
    sql`${decisions.at} > clock_timestamp() - ${days}::int * interval '1 day'`,
  )
  const reviewers = await db
    .select({ id: people.id, name: people.name, ...numbers })
    .from(decisions)
    .innerJoin(people, eq(people.id, decisions.personId))
    .where(inPeriod)
    .groupBy(people.id, people.name)
    .orderBy(desc(sql`count(*)`), people.name)
  const models = await db
    .select({
      origin: decisions.origin,
      name: decisions.modelName,
      version: decisions.modelVersion,
      ...numbers,
    })
    .from(decisions)
    .where(and(inPeriod, sql`not ${isFirst}`))
    .groupBy(decisions.origin, decisions.modelName, decisions.modelVersion)
    .orderBy(desc(sql`count(*)`))
  return {
    byReviewer: reviewers.map(({ id, name, ...row }) => rowOf(id, name, row)),
    byModel: models.map(({ origin, name, version, ...row }) => {
      const id = JSON.stringify([origin, name, version])
      return rowOf(id, modelLabel(origin, name, version), row)
    }),
  }
}
