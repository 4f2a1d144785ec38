import { exampleDrafts } from "#lib/sandbox/example-drafts.ts"
import type { Desk } from "./app.ts"

const contacts = exampleDrafts().map(({ contactId }) => contactId)

type Status = "stopped" | "waiting" | "held" | "done"

/** Puts changes of one tag each into the store, as many as a clinic has after weeks of trouble. */
export const withChanges = (desk: Desk, wanted: [Status, number][], drifts = 0) =>
  desk.inStore(async (store) => {
    const { rows } = await store.query<{ id: string }>(
      "select id from people where email = 'coordinator@caredesk.test'",
    )
    for (const [status, n] of wanted) {
      await store.query(
        `with made as (
           insert into changes (contact_id, kind, person_id, status, hold_until, resume_at, finished_at)
           select ($1::text[])[1 + n % cardinality($1::text[])], 'review', $2, $3,
             case when $3 = 'held' then now() + interval '1 day' end,
             case when $3 = 'waiting' then now() + interval '1 day' end,
             case when $3 = 'done' then now() end
           from generate_series(1, $4::int) as n
           returning id
         )
         insert into change_steps (change_id, position, kind, target, label, seen, wanted, status)
         select id, 0, 'add-tag', 'vip', 'vip', 'absent', 'present',
           case $3 when 'stopped' then 'stopped' when 'done' then 'done' else 'pending' end
         from made`,
        [contacts, rows[0]?.id, status, n],
      )
    }
    await store.query(
      `insert into drifts (change_id, contact_id, kind, what)
       select c.id, c.contact_id, 'tag-missing', 'tag ' || n
       from (select * from changes where status = 'done' order by seq limit 1) as c,
         generate_series(1, $1::int) as n`,
      [drifts],
    )
  })

let batches = 0

/** Puts items into the inbox that wait for a review, each with this text and its number. */
export const withDrafts = (desk: Desk, n: number, backlog: boolean, text = "Summary") =>
  desk.inStore((store) =>
    store.query(
      `insert into drafts (run_id, body_hash, origin, backlog, contact_id, summary, analysis, tags_to_add, tags_to_remove)
       select $4::text || '-' || n, '-', case when $2::boolean then 'watch' else 'pipeline' end, $2::boolean,
         ($3::text[])[1 + n % cardinality($3::text[])], $5::text || ' ' || n, '', '[]', '[]'
       from generate_series(1, $1::int) as n`,
      [n, backlog, contacts, `many-${process.pid}-${++batches}`, text],
    ),
  )
