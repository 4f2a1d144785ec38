ALTER TABLE "drafts" ADD COLUMN "poll_position" bigint;--> statement-breakpoint
CREATE UNIQUE INDEX "drafts_polled" ON "drafts" USING btree ("poll_position");--> statement-breakpoint
CREATE INDEX "drafts_to_poll" ON "drafts" USING btree ("decided_at") WHERE "drafts"."poll_position" is null and "drafts"."origin" = 'pipeline' and "drafts"."status" in ('rejected', 'returned');