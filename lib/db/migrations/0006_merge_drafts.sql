CREATE TABLE "merge_drafts" (
	"person_id" uuid NOT NULL,
	"step_id" uuid NOT NULL,
	"found" text NOT NULL,
	"text" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "merge_drafts_person_id_step_id_pk" PRIMARY KEY("person_id","step_id")
);
--> statement-breakpoint
ALTER TABLE "merge_drafts" ADD CONSTRAINT "merge_drafts_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "merge_drafts" ADD CONSTRAINT "merge_drafts_step_id_change_steps_id_fk" FOREIGN KEY ("step_id") REFERENCES "public"."change_steps"("id") ON DELETE no action ON UPDATE no action;