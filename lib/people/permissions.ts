/** Roles and what each may do: the one table. A right not listed here is nobody's. */
export const ROLES = ["coordinator", "admin"] as const
export type Role = (typeof ROLES)[number]

export const PERMISSIONS = {
  "contacts.browse": ["coordinator", "admin"],
  "contacts.edit-tags": ["coordinator", "admin"],
  "contacts.edit-notes": ["coordinator", "admin"],
  "contacts.edit-tasks": ["coordinator", "admin"],
  "contacts.move-lifecycle": ["coordinator", "admin"],
  "documents.open": ["coordinator", "admin"],
  "changes.read": ["coordinator", "admin"],
  "changes.decide": ["coordinator", "admin"],
  "changes.undo": ["coordinator", "admin"],
  "drifts.read": ["coordinator", "admin"],
  "drifts.accept": ["coordinator", "admin"],
  "reviews.read": ["coordinator", "admin"],
  "reviews.decide": ["coordinator", "admin"],
  /** More than 50 texts at once. */
  "reviews.accept-many": ["admin"],
  "reviews.settings": ["admin"],
  "reviews.statistics": ["admin"],
  "audit.read": ["admin"],
  "connection.read": ["admin"],
} as const satisfies Record<string, readonly Role[]>

export type Permission = keyof typeof PERMISSIONS

/** Whether a role has a right. */
export function allows(role: Role, permission: Permission): boolean {
  return (PERMISSIONS[permission] as readonly Role[]).includes(role)
}
