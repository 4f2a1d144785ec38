import { cx } from "#components/ui/cx.ts"
import { DateText } from "#components/ui/date-text.tsx"
import type { BudgetView } from "#lib/connection/types.ts"

const count = (n: number) => n.toLocaleString("en-US")

/** The budget of requests now and over the last day. */
export function BudgetPicture({ budget: { interval, daily, today } }: { budget: BudgetView }) {
  const most = Math.max(1, ...today.map(({ own, others }) => own + others))
  const sum = (key: "own" | "others" | "refused") =>
    today.reduce((total, quarter) => total + quarter[key], 0)
  const spent = daily.remaining === null ? null : daily.limit - daily.remaining
  return (
    <div className="flex flex-col gap-4 text-sm">
      <div className="grid gap-4 sm:grid-cols-2">
        <Meter
          label={`Now, in ${interval.intervalMs / 1000} s`}
          value={interval.used}
          limit={interval.limit}
          words={`${count(interval.used)} of ${count(interval.limit)} used${
            interval.others > 0 ? `, ${count(interval.others)} of them by others` : ""
          }`}
        />
        <Meter
          label="Today"
          value={spent ?? 0}
          limit={daily.limit}
          words={
            spent === null
              ? "GoHighLevel has not said yet"
              : `${count(spent)} of ${count(daily.limit)} used; ${count(daily.reserve)} kept for changes`
          }
        />
      </div>
      {interval.pausedMs > 0 && (
        <p className="text-warn-text">
          GoHighLevel asked for a pause: Caredesk asks again in{" "}
          {Math.ceil(interval.pausedMs / 1000)} s.
        </p>
      )}
      <figure className="flex flex-col gap-1.5">
        <div aria-hidden className="flex h-24 items-end gap-px border-line border-b">
          {today.map(({ at, own, others, refused }) => (
            <span key={at} className="flex h-full min-w-0 flex-1 flex-col justify-end">
              {refused > 0 && <span className="mb-px block h-1 bg-bad-text" />}
              <span className="block bg-warn-text" style={{ height: `${(others / most) * 90}%` }} />
              <span className="block bg-accent" style={{ height: `${(own / most) * 90}%` }} />
            </span>
          ))}
        </div>
        <div aria-hidden className="flex justify-between text-2xs text-ink-muted">
          {today[0] && <DateText iso={today[0].at} withTime />}
          <span>now</span>
        </div>
        <figcaption className="flex flex-wrap gap-x-4 gap-y-1 text-xs text-ink-soft">
          <span>The last 24 hours by quarters:</span>
          <Key colour="bg-accent" words={`${count(sum("own"))} by Caredesk`} />
          <Key colour="bg-warn-text" words={`${count(sum("others"))} by others`} />
          <Key colour="bg-bad-text" words={`${count(sum("refused"))} refused`} />
        </figcaption>
      </figure>
    </div>
  )
}

function Key({ colour, words }: { colour: string; words: string }) {
  return (
    <span className="inline-flex items-center gap-1.5 tabular-nums">
      <span aria-hidden className={cx("size-2 rounded-sm", colour)} />
      {words}
    </span>
  )
}

type MeterProps = { label: string; value: number; limit: number; words: string }

function Meter({ label, value, limit, words }: MeterProps) {
  const share = limit > 0 ? Math.min(1, value / limit) : 0
  return (
    <div>
      <p className="font-medium">{label}</p>
      <span aria-hidden className="my-1.5 block h-2 overflow-hidden rounded-full bg-line">
        <span
          className={cx("block h-full rounded-full", share > 0.9 ? "bg-warn-text" : "bg-accent")}
          style={{ width: `${share * 100}%` }}
        />
      </span>
      <p className="text-xs text-ink-soft tabular-nums">{words}</p>
    </div>
  )
}
