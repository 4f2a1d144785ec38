import type { FieldList } from "#lib/contacts/row-types.ts"

/** Why the list cannot be filtered or sorted here, and what can be done instead. */
export function TooLarge({ what, limit }: { what: string; limit: FieldList["limit"] | undefined }) {
  return (
    <div className="space-y-2 px-3.5 py-3 text-ink-soft text-sm">
      <p>
        {limit === 0
          ? `${what} is switched off here, because contacts are not kept in memory.`
          : `This location has too many contacts for ${what.toLowerCase()}: Caredesk would have to read every one of them from GoHighLevel first${
              limit === undefined
                ? ""
                : `, which it does for up to ${limit.toLocaleString("en-US")}`
            }.`}
      </p>
      <p>
        Search works: it looks where GoHighLevel looks, at names, emails and phone numbers. Other
        fields can be shown as columns.
      </p>
    </div>
  )
}
