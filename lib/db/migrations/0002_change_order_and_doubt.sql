ALTER TABLE "change_steps" ADD COLUMN "doubt" text;--> statement-breakpoint
ALTER TABLE "change_steps" ADD COLUMN "doubt_since" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "changes" ADD COLUMN "seq" bigserial NOT NULL;--> statement-breakpoint
ALTER TABLE "changes" ADD COLUMN "waits" integer DEFAULT 0 NOT NULL;