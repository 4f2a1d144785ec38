import type { ReactNode } from "react"
import { CopyText } from "#components/ui/copy-text.tsx"
import { DateText, DayText } from "#components/ui/date-text.tsx"
import type { RecordView } from "#lib/contacts/record-types.ts"
import { CopyButton } from "./copy-button.tsx"
import { LocalTime } from "./local-time.tsx"

/** The facts of a contact that are no custom fields. What GHL does not know is left out or said so. */
export function RecordFacts({ record }: { record: RecordView }) {
  const { email, phone, timeZone, birth, ownerId, company, place, source, added, updated } = record
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-3 text-sm lg:grid-cols-3 xl:grid-cols-5">
      <Fact label="Email" wide>
        {email && <Reach {...email} name="email" />}
      </Fact>
      <Fact label="Phone" wide>
        {phone && <Reach {...phone} name="phone number" />}
      </Fact>
      <Fact label="Local time">{timeZone && <LocalTime {...timeZone} />}</Fact>
      <Fact label="Date of birth">
        {birth && (
          <>
            <DayText day={birth.day} />
            {birth.age !== null && <span className="text-ink-muted"> · {birth.age} years</span>}
          </>
        )}
      </Fact>
      <Fact label="Owner">
        {ownerId && (
          <span className="flex min-w-0 flex-wrap items-center gap-x-1">
            GHL user <CopyText text={ownerId} name="owner id" />
          </span>
        )}
      </Fact>
      {place && <Fact label="Place">{place}</Fact>}
      {company && <Fact label="Company">{company}</Fact>}
      {source && <Fact label="Source">{source}</Fact>}
      {added && (
        <Fact label="Added">
          <DateText iso={added} />
        </Fact>
      )}
      {updated && (
        <Fact label="Updated">
          <DateText iso={updated} withTime />
        </Fact>
      )}
    </dl>
  )
}

function Fact({
  label,
  wide = false,
  children,
}: {
  label: string
  /** Takes a row of its own on a narrow screen. */
  wide?: boolean
  children: ReactNode
}) {
  return (
    <div className={`min-w-0 ${wide ? "max-sm:col-span-2" : ""}`}>
      <dt className="text-ink-muted text-xs">{label}</dt>
      <dd className="min-w-0 wrap-anywhere">
        {children ? <bdi>{children}</bdi> : <span className="text-ink-muted">Not known</span>}
      </dd>
    </div>
  )
}

function Reach({ text, href, name }: { text: string; href: string | null; name: string }) {
  return (
    <span className="flex min-w-0 items-center gap-1">
      {href ? (
        <a href={href} className="min-w-0 text-accent-text underline underline-offset-2">
          {text}
        </a>
      ) : (
        <span className="min-w-0">{text}</span>
      )}
      <CopyButton text={text} name={name} />
    </span>
  )
}
