ALTER TABLE "drifts" ALTER COLUMN "change_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "drifts" ADD COLUMN "decision_id" uuid;--> statement-breakpoint
CREATE UNIQUE INDEX "drifts_once_of_decision" ON "drifts" USING btree ("decision_id","kind","what");--> statement-breakpoint
ALTER TABLE "drifts" ADD CONSTRAINT "drifts_of_one" CHECK (("drifts"."change_id" is null) <> ("drifts"."decision_id" is null));--> statement-breakpoint
-- One by one accepted texts had the fingerprint of the exact text, those in bulk of the normalised one, as body_hash of found text always was.
UPDATE "decisions" SET "summary_hmac" = "drafts"."body_hash" FROM "drafts" WHERE "drafts"."id" = "decisions"."draft_id" AND "decisions"."origin" = 'watch' AND "decisions"."kind" IN ('accepted', 'first-accepted');
