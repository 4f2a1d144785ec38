import { ContactChanges } from "#components/changes/contact-changes.tsx"
import { KeyFields } from "#components/contacts/record/key-fields.tsx"
import { ListsFollow } from "#components/contacts/record/lists-follow.tsx"
import { RecordHeader } from "#components/contacts/record/record-header.tsx"
import { RecordSection } from "#components/contacts/record/record-section.tsx"
import { ReadAgain } from "#components/contacts/record/record-states.tsx"
import { SectionNav } from "#components/contacts/record/section-nav.tsx"
import { DocumentList } from "#components/documents/document-list.tsx"
import { AllFields } from "#components/fields/all-fields.tsx"
import { CallNotesSection } from "#components/notes/call-notes-section.tsx"
import { NotesHistory } from "#components/notes/notes-history.tsx"
import { ScheduleSection } from "#components/schedule/schedule-section.tsx"
import { TagSection } from "#components/tags/tag-section.tsx"
import { Section } from "#components/ui/section.tsx"
import type { ComposerState } from "#lib/contacts/composer-types.ts"
import type { RecordView } from "#lib/contacts/record-types.ts"
import type { Problem } from "#lib/problem.ts"

/**
 * The record, composed: work (key fields, call notes) on the left with all fields below, the rest on a
 * rail beside it; in one column, the rail comes before the long list of fields. What arrives late
 * stands below what is edited: a press on something that moves is lost.
 */
export function RecordPage({
  record,
  fieldsProblem,
  composer,
  holdSeconds,
  ended,
  readAt,
}: {
  record: RecordView
  fieldsProblem: Problem | null
  composer: ComposerState
  /** Seconds a write that moves tags is held. */
  holdSeconds: number
  /** Changes that had ended before this reading of the record. */
  ended: string[]
  /** Epoch milliseconds of this reading of the record. */
  readAt: number
}) {
  const { contactId, documents } = record
  return (
    <>
      <RecordHeader record={record} />
      <SectionNav name={record.name} />
      <ListsFollow contactId={contactId} readAt={readAt} />
      {fieldsProblem && <ReadAgain problem={fieldsProblem} />}
      <div className="grid grid-cols-1 gap-4 xl:grid-cols-[minmax(0,1fr)_25rem] xl:grid-rows-[auto_1fr]">
        <div className="flex min-w-0 flex-col gap-4">
          <RecordSection id="key-fields" title="The key fields">
            <KeyFields fields={record.keyFields} problem={fieldsProblem} />
          </RecordSection>
          <RecordSection id="call-notes" title="The call notes">
            {record.callNotes ? (
              <CallNotesSection
                contactId={contactId}
                callNotes={record.callNotes.text}
                tags={record.tags}
                composer={composer}
                holdSeconds={holdSeconds}
              />
            ) : (
              <Section title="Call notes">
                <p className="text-ink-muted text-sm">
                  {fieldsProblem?.title ?? "This location has no field for call notes."} So they can
                  be neither shown nor written.
                </p>
              </Section>
            )}
          </RecordSection>
        </div>
        <div className="flex min-w-0 flex-col gap-4 xl:row-span-2">
          <RecordSection id="tags" title="The tags">
            <TagSection contactId={contactId} tags={record.tags} holdSeconds={holdSeconds} />
          </RecordSection>
          <RecordSection id="due-next" title="What is due next">
            <ScheduleSection contactId={contactId} />
          </RecordSection>
          <RecordSection id="documents" title="The documents">
            <Section title="Documents" count={documents.length}>
              {documents.length > 0 && <DocumentList documents={documents} />}
              {fieldsProblem ? (
                <p className="text-ink-muted text-sm">
                  {fieldsProblem.title} There may be more files than Caredesk can tell from text.
                </p>
              ) : (
                documents.length === 0 && (
                  <p className="text-ink-muted text-sm">
                    No documents. Files that the client uploads in a form appear here.
                  </p>
                )
              )}
            </Section>
          </RecordSection>
          <RecordSection id="notes" title="The notes">
            <Section title="Notes">
              <NotesHistory contactId={contactId} />
            </Section>
          </RecordSection>
          <RecordSection id="changes" title="The changes">
            <Section title="Changes">
              <ContactChanges contactId={contactId} ended={ended} />
            </Section>
          </RecordSection>
        </div>
        <RecordSection id="fields" title="The list of fields">
          <Section title="All fields" hint={`${record.filled} of ${record.total} filled`}>
            <AllFields folders={record.folders} />
          </Section>
        </RecordSection>
      </div>
    </>
  )
}
