import type * as Contacts from "@gohighlevel/api-client/dist/lib/code/contacts/models/contacts.js"

/**
 * The search's answer as GHL's SDK typed it in version 1.0.1 (see the References of docs/upstream.md);
 * later versions answer `any`. Copied, for the version beside it is another; names and types as there.
 */
export type SearchAnswer = { contacts: SearchedContact[]; total: number }

export type SearchedContact = {
  id?: string
  phoneLabel?: string
  country?: string
  address?: string
  source?: string
  type?: string
  locationId?: string
  dnd?: boolean
  state?: string
  businessName?: string
  customFields?: Contacts.CustomFieldSchema[]
  tags?: string[]
  dateAdded?: string
  additionalEmails?: string[]
  phone?: string
  companyName?: string
  additionalPhones?: string[]
  dateUpdated?: string
  city?: string
  dateOfBirth?: string
  firstName?: string
  lastName?: string
  firstNameLowerCase?: string
  lastNameLowerCase?: string
  email?: string
  assignedTo?: string
  followers?: string[]
  validEmail?: boolean
  dndSettings?: Contacts.DndSettingsSchema
  opportunities?: SearchedOpportunity[]
  postalCode?: string
  businessId?: string
  searchAfter?: string[]
}

type SearchedOpportunity = {
  id: string
  pipeline_id: string
  pipeline_stage_id: string
  monetary_value: number
  status: string
}
