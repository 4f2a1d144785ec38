ALTER TABLE "merge_drafts" ALTER COLUMN "text" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "merge_drafts" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;