ALTER TABLE "decisions" ADD COLUMN "merged" jsonb;--> statement-breakpoint
-- What reviewers typed as a reason goes with the draft's texts; earlier versions left it.
UPDATE "drafts" SET "reject_reason" = NULL WHERE "forgotten_at" IS NOT NULL;--> statement-breakpoint
UPDATE "decisions" SET "reason" = NULL, "override_reason" = NULL WHERE "draft_id" IN (SELECT "id" FROM "drafts" WHERE "forgotten_at" IS NOT NULL);
