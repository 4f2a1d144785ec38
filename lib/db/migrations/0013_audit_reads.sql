DROP INDEX "audit_person";--> statement-breakpoint
CREATE INDEX "audit_contacts_in_detail" ON "audit_events" USING gin (("detail" -> 'contactIds') jsonb_path_ops) WHERE "audit_events"."detail" ? 'contactIds';--> statement-breakpoint
CREATE INDEX "audit_person" ON "audit_events" USING btree ("person_id","at");