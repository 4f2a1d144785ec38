CREATE TABLE "drifts" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"change_id" uuid NOT NULL,
	"step_id" uuid,
	"contact_id" text NOT NULL,
	"kind" text NOT NULL,
	"what" text NOT NULL,
	"found_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	"gone_at" timestamp with time zone,
	"mended_by" uuid,
	"accepted_by" uuid,
	"accepted_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "known_texts" (
	"contact_id" text NOT NULL,
	"field_id" text NOT NULL,
	"hmac" text NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "known_texts_contact_id_field_id_hmac_pk" PRIMARY KEY("contact_id","field_id","hmac")
);
--> statement-breakpoint
CREATE TABLE "reconcile_runs" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"night" text,
	"started_at" timestamp with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp with time zone,
	"checked" integer DEFAULT 0 NOT NULL,
	"unread" integer DEFAULT 0 NOT NULL,
	"drifts" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "reconcile_runs_night_unique" UNIQUE("night")
);
--> statement-breakpoint
CREATE TABLE "decisions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"draft_id" uuid NOT NULL,
	"contact_id" text NOT NULL,
	"origin" text NOT NULL,
	"kind" text NOT NULL,
	"person_id" uuid NOT NULL,
	"first_person_id" uuid,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"model_name" text,
	"model_version" text,
	"critical" boolean DEFAULT false NOT NULL,
	"change_id" uuid,
	"reason_id" text,
	"reason" text,
	"override_reason" text,
	"flags" jsonb NOT NULL,
	"edits" integer NOT NULL,
	"active_seconds" integer NOT NULL,
	"evidence_opened" jsonb NOT NULL,
	"ai_share" real NOT NULL,
	"authorship" jsonb,
	"summary_hmac" text NOT NULL,
	"analysis_hmac" text NOT NULL,
	"withdrawn_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "draft_sittings" (
	"draft_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"opened_at" timestamp with time zone DEFAULT now() NOT NULL,
	"active_seconds" integer DEFAULT 0 NOT NULL,
	"evidence_opened" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"last_seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "draft_sittings_draft_id_person_id_pk" PRIMARY KEY("draft_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "draft_versions" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"draft_id" uuid NOT NULL,
	"edit_version" integer NOT NULL,
	"person_id" uuid NOT NULL,
	"summary" text NOT NULL,
	"analysis" text NOT NULL,
	"started_at" timestamp with time zone DEFAULT now() NOT NULL,
	"saved_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "settings" (
	"key" text PRIMARY KEY NOT NULL,
	"value" jsonb NOT NULL,
	"updated_by" uuid,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "changes" ADD COLUMN "undo_of" uuid;--> statement-breakpoint
ALTER TABLE "changes" ADD COLUMN "continues" uuid;--> statement-breakpoint
ALTER TABLE "drafts" ADD COLUMN "origin" text DEFAULT 'pipeline' NOT NULL;--> statement-breakpoint
ALTER TABLE "drafts" ADD COLUMN "critical" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "drafts" ADD COLUMN "text_before" text;--> statement-breakpoint
ALTER TABLE "drafts" ADD COLUMN "backlog" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "drafts" ADD COLUMN "authorship" jsonb;--> statement-breakpoint
ALTER TABLE "drafts" ADD COLUMN "claimed_by" uuid;--> statement-breakpoint
ALTER TABLE "drafts" ADD COLUMN "claimed_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "drafts" ADD COLUMN "assigned_to" uuid;--> statement-breakpoint
ALTER TABLE "drafts" ADD COLUMN "first_approved_by" uuid;--> statement-breakpoint
ALTER TABLE "drafts" ADD COLUMN "first_approved_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "drafts" ADD COLUMN "first_approved_version" integer;--> statement-breakpoint
ALTER TABLE "drafts" ADD COLUMN "reject_reason_id" text;--> statement-breakpoint
ALTER TABLE "drafts" ADD COLUMN "instructions" text;--> statement-breakpoint
ALTER TABLE "drafts" ADD COLUMN "superseded_by" uuid;--> statement-breakpoint
ALTER TABLE "drafts" ADD COLUMN "forgotten_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "drifts" ADD CONSTRAINT "drifts_change_id_changes_id_fk" FOREIGN KEY ("change_id") REFERENCES "public"."changes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "drifts" ADD CONSTRAINT "drifts_step_id_change_steps_id_fk" FOREIGN KEY ("step_id") REFERENCES "public"."change_steps"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "drifts" ADD CONSTRAINT "drifts_accepted_by_people_id_fk" FOREIGN KEY ("accepted_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_first_person_id_people_id_fk" FOREIGN KEY ("first_person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "draft_sittings" ADD CONSTRAINT "draft_sittings_draft_id_drafts_id_fk" FOREIGN KEY ("draft_id") REFERENCES "public"."drafts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "draft_sittings" ADD CONSTRAINT "draft_sittings_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "draft_versions" ADD CONSTRAINT "draft_versions_draft_id_drafts_id_fk" FOREIGN KEY ("draft_id") REFERENCES "public"."drafts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "draft_versions" ADD CONSTRAINT "draft_versions_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "settings" ADD CONSTRAINT "settings_updated_by_people_id_fk" FOREIGN KEY ("updated_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "drifts_once" ON "drifts" USING btree ("change_id","kind","what");--> statement-breakpoint
CREATE INDEX "drifts_contact" ON "drifts" USING btree ("contact_id");--> statement-breakpoint
CREATE INDEX "decisions_draft" ON "decisions" USING btree ("draft_id");--> statement-breakpoint
CREATE INDEX "decisions_at" ON "decisions" USING btree ("at");--> statement-breakpoint
CREATE UNIQUE INDEX "decisions_change" ON "decisions" USING btree ("change_id");--> statement-breakpoint
CREATE UNIQUE INDEX "draft_versions_version" ON "draft_versions" USING btree ("draft_id","edit_version");--> statement-breakpoint
ALTER TABLE "drafts" ADD CONSTRAINT "drafts_claimed_by_people_id_fk" FOREIGN KEY ("claimed_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "drafts" ADD CONSTRAINT "drafts_assigned_to_people_id_fk" FOREIGN KEY ("assigned_to") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "drafts" ADD CONSTRAINT "drafts_first_approved_by_people_id_fk" FOREIGN KEY ("first_approved_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "changes_continues" ON "changes" USING btree ("continues");--> statement-breakpoint
CREATE INDEX "changes_undo" ON "changes" USING btree ("undo_of");--> statement-breakpoint
CREATE INDEX "drafts_decided" ON "drafts" USING btree ("status","decided_at");