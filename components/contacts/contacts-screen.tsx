"use client"

import { SearchX, Users } from "lucide-react"
import { PageHeader } from "#components/shell/page-header.tsx"
import { Button } from "#components/ui/button.tsx"
import { EmptyState } from "#components/ui/empty-state.tsx"
import { ProblemNotice } from "#components/ui/problem-notice.tsx"
import { SlowNotice } from "#components/ui/slow-notice.tsx"
import type { Problem } from "#lib/problem.ts"
import { ActiveFilters } from "./active-filters.tsx"
import { ColumnPanel } from "./column-panel.tsx"
import { ContactsTable } from "./contacts-table.tsx"
import { FilterPanel } from "./filter-panel.tsx"
import { type ListState, type Mode, showAll } from "./list-state.ts"
import { Pager } from "./pager.tsx"
import { SearchBox } from "./search-box.tsx"
import { SortPanel } from "./sort-panel.tsx"
import { TableSkeleton } from "./table-skeleton.tsx"
import { isInForce } from "./use-asked-filter.ts"
import { type FirstPage, useContacts } from "./use-contacts.ts"
import { useKeptScroll } from "./use-kept-scroll.ts"

/** The location's contacts, a page at a time, or those that match a search. */
export function ContactsScreen({ first }: { first: Promise<FirstPage> }) {
  const contacts = useContacts(first)
  const { state, mode, index, page, problem, busy, retry } = contacts
  useKeptScroll()
  const told = problem ?? (page?.fieldsProblem && withoutNames(page.fieldsProblem))
  return (
    <div className="flex flex-col gap-4 px-4 py-5 md:px-6">
      <PageHeader
        title="Contacts"
        actions={
          <>
            <SearchBox search={state.search} mode={mode} />
            <FilterPanel filter={state.filter} mode={mode} matching={countInWords(page)} />
            <SortPanel sort={state.sort} mode={mode} />
            <ColumnPanel columns={state.columns} />
          </>
        }
      />
      <ActiveFilters filter={state.filter} mode={mode} />
      {contacts.bySearch && (
        <p className="-my-1 text-ink-muted text-xs">
          Found by GoHighLevel’s search, which may be some seconds behind its records.
        </p>
      )}
      {page && page.missing > 0 && (
        <p role="status" className="rounded-lg bg-warn-soft px-3.5 py-2 text-sm text-warn-text">
          {missingInWords(page.all ?? 0, page.missing)}
        </p>
      )}
      {told && <ProblemNotice problem={told} onRetry={retry} retrying={contacts.waiting} />}
      <div
        hidden={!page && problem !== null && index === 0}
        className="relative rounded-xl border border-line bg-surface shadow-card"
      >
        {busy && (
          <SlowNotice key={`${state.search} ${index} ${JSON.stringify(state.sort)}`}>
            GoHighLevel is slow to answer. Please wait.
          </SlowNotice>
        )}
        {page && page.rows.length > 0 && (
          <ContactsTable
            rows={page.rows}
            pageIndex={index}
            pageSize={state.pageSize}
            chosen={state.columns}
            sort={contacts.sort}
            mode={mode}
            busy={busy}
          />
        )}
        {page?.rows.length === 0 && <NoContacts state={state} mode={mode} index={index} />}
        {!page && !problem && <TableSkeleton />}
        {(index > 0 || page?.rows.length !== 0) && (
          <Pager
            alone={!page && problem !== null}
            from={contacts.before + 1}
            shown={page?.rows.length ?? 0}
            total={page?.total ?? null}
            all={page && page.all !== page.total ? page.all : null}
            pageSize={state.pageSize}
            previous={contacts.previous}
            next={contacts.next}
          />
        )}
      </div>
    </div>
  )
}

/** What the table lacks without the custom fields' names, after the reason. */
const withoutNames = (problem: Problem): Problem => ({
  ...problem,
  advice: `${problem.advice ?? ""} Custom fields such as membership and bloodwork are left empty below. Names, tags and stages are complete.`,
})

/** Who is not in the table although GHL counts them. */
const missingInWords = (listed: number, missing: number) =>
  `GoHighLevel counts ${(listed + missing).toLocaleString("en-US")} contacts but lists only ${listed.toLocaleString("en-US")} of them. ${missing === 1 ? "The one that is missing stands" : `The ${missing.toLocaleString("en-US")} that are missing stand`} in no row, filter or count here. Caredesk goes on asking; look for them in GoHighLevel meanwhile.`

/** How many match, for who puts filters together. */
function countInWords(
  page: { total: number | null; all: number | null; missing: number } | undefined,
): string {
  if (!page || page.total === null) return ""
  if (page.all === null) {
    return page.total === 1
      ? "1 contact matches."
      : `${page.total.toLocaleString("en-US")} contacts match.`
  }
  return page.total === page.all
    ? `All ${page.all.toLocaleString("en-US")} contacts${page.missing > 0 ? " that were listed" : ""} are shown.`
    : `${page.total.toLocaleString("en-US")} of ${page.all.toLocaleString("en-US")} contacts match.`
}

function NoContacts({ state, mode, index }: { state: ListState; mode: Mode; index: number }) {
  const { search, filter } = state
  const filtered = filter.conditions.some((condition) => isInForce(condition, mode))
  if (index > 0)
    return (
      <EmptyState icon={<Users />} title="No more contacts">
        The page before was the last one.
      </EmptyState>
    )
  if (search === "" && !filtered)
    return (
      <EmptyState icon={<Users />} title="There are no contacts yet">
        People appear here as soon as GoHighLevel has them.
      </EmptyState>
    )
  return (
    <EmptyState
      icon={<SearchX />}
      title="No contact matches"
      action={<Button onClick={showAll}>Show all contacts</Button>}
    >
      {search !== "" && (
        <p>
          Nothing was found for “<bdi className="break-words">{search}</bdi>”
          {filtered && " among the contacts that pass the filters"}.{" "}
          {mode === "paged" &&
            "Try part of a name, an email or a phone number. Contacts added a few seconds ago may still be missing."}
        </p>
      )}
      {search === "" && (
        <p>No contact passes {filter.conditions.length === 1 ? "the filter" : "the filters"}.</p>
      )}
    </EmptyState>
  )
}
