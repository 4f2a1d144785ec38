CREATE TABLE "audit_events" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"person_id" uuid,
	"actor" text NOT NULL,
	"action" text NOT NULL,
	"contact_id" text,
	"detail" jsonb DEFAULT '{}'::jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "change_steps" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"change_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"kind" text NOT NULL,
	"target" text,
	"label" text NOT NULL,
	"seen" text,
	"wanted" text NOT NULL,
	"found" text,
	"reference" text,
	"status" text DEFAULT 'pending' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"sent_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	"already_so" boolean DEFAULT false NOT NULL,
	"failure_kind" text,
	"trace_id" text,
	"detail" jsonb DEFAULT '{}'::jsonb NOT NULL,
	CONSTRAINT "change_steps_reference_unique" UNIQUE("reference")
);
--> statement-breakpoint
CREATE TABLE "changes" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"contact_id" text NOT NULL,
	"kind" text NOT NULL,
	"person_id" uuid NOT NULL,
	"draft_id" uuid,
	"status" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"hold_until" timestamp with time zone,
	"resume_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	"lease_token" uuid,
	"lease_until" timestamp with time zone,
	"failure_kind" text,
	"trace_id" text
);
--> statement-breakpoint
CREATE TABLE "composer_drafts" (
	"person_id" uuid NOT NULL,
	"contact_id" text NOT NULL,
	"call_notes" text NOT NULL,
	"seen_call_notes" text NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"lifecycle_step" text,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "composer_drafts_person_id_contact_id_pk" PRIMARY KEY("person_id","contact_id")
);
--> statement-breakpoint
CREATE TABLE "tags_seen" (
	"tag" text PRIMARY KEY NOT NULL,
	"last_seen_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "people" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"role" text NOT NULL,
	"password_hash" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"disabled_at" timestamp with time zone,
	CONSTRAINT "people_email_unique" UNIQUE("email")
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"person_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_active_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "setup_links" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"used_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "drafts" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"run_id" text NOT NULL,
	"body_hash" text NOT NULL,
	"contact_id" text NOT NULL,
	"user_id" text,
	"summary" text NOT NULL,
	"analysis" text NOT NULL,
	"source" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"model_name" text,
	"model_version" text,
	"tags_to_add" jsonb NOT NULL,
	"tags_to_remove" jsonb NOT NULL,
	"status" text DEFAULT 'waiting' NOT NULL,
	"received_at" timestamp with time zone DEFAULT now() NOT NULL,
	"edited_summary" text,
	"edited_analysis" text,
	"edit_version" integer DEFAULT 0 NOT NULL,
	"edited_by" uuid,
	"edited_at" timestamp with time zone,
	"opened_at" timestamp with time zone,
	"decided_at" timestamp with time zone,
	"decided_by" uuid,
	"reject_reason" text,
	"change_id" uuid,
	CONSTRAINT "drafts_run_id_unique" UNIQUE("run_id")
);
--> statement-breakpoint
ALTER TABLE "change_steps" ADD CONSTRAINT "change_steps_change_id_changes_id_fk" FOREIGN KEY ("change_id") REFERENCES "public"."changes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "changes" ADD CONSTRAINT "changes_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "composer_drafts" ADD CONSTRAINT "composer_drafts_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "drafts" ADD CONSTRAINT "drafts_edited_by_people_id_fk" FOREIGN KEY ("edited_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "drafts" ADD CONSTRAINT "drafts_decided_by_people_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_at" ON "audit_events" USING btree ("at");--> statement-breakpoint
CREATE INDEX "audit_contact" ON "audit_events" USING btree ("contact_id");--> statement-breakpoint
CREATE INDEX "audit_person" ON "audit_events" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "change_steps_position" ON "change_steps" USING btree ("change_id","position");--> statement-breakpoint
CREATE INDEX "changes_contact" ON "changes" USING btree ("contact_id","created_at");--> statement-breakpoint
CREATE INDEX "changes_status" ON "changes" USING btree ("status");--> statement-breakpoint
CREATE UNIQUE INDEX "changes_draft" ON "changes" USING btree ("draft_id");--> statement-breakpoint
CREATE INDEX "composer_drafts_contact" ON "composer_drafts" USING btree ("contact_id");--> statement-breakpoint
CREATE INDEX "sessions_person" ON "sessions" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "drafts_status" ON "drafts" USING btree ("status","received_at");--> statement-breakpoint
CREATE INDEX "drafts_contact" ON "drafts" USING btree ("contact_id");