ALTER TABLE "changes" ADD COLUMN "submission_id" uuid;--> statement-breakpoint
CREATE UNIQUE INDEX "changes_submission" ON "changes" USING btree ("submission_id");