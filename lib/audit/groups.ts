/** Groups of actions, by the part of the verb before its dot, as the filter offers them. */
export const AUDIT_GROUPS = {
  session: "Sign-ins",
  access: "Refused access",
  contacts: "Lists and searches",
  contact: "Records",
  document: "Documents",
  draft: "Drafts and decisions",
  drafts: "Inbox and pipeline",
  reviews: "Review settings and statistics",
  change: "Writes",
  reconcile: "Looks at finished decisions",
  drift: "Differences in GoHighLevel",
  person: "People",
} as const

export type AuditGroup = keyof typeof AUDIT_GROUPS

export const isAuditGroup = (text: string): text is AuditGroup => Object.hasOwn(AUDIT_GROUPS, text)
