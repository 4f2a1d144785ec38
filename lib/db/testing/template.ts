/** The database on the run's Postgres that the tests' stores are copies of. */
export const TEMPLATE = "caredesk_template"
