CREATE TABLE "ghl_failures" (
	"id" uuid PRIMARY KEY NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"process" text NOT NULL,
	"area" text NOT NULL,
	"operation" text NOT NULL,
	"kind" text NOT NULL,
	"status" integer,
	"trace_id" text
);
--> statement-breakpoint
CREATE INDEX "ghl_failures_at" ON "ghl_failures" USING btree ("at");