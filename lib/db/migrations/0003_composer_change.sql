ALTER TABLE "composer_drafts" ADD COLUMN "change_id" uuid;--> statement-breakpoint
ALTER TABLE "composer_drafts" ADD COLUMN "started_at" timestamp with time zone DEFAULT now() NOT NULL;