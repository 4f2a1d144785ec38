import type { Attribution, ContactExtras } from "../types.ts"

const visit = {
  url: "https://join.example.com/start",
  campaign: "autumn",
  utmSource: "newsletter",
  utmMedium: "email",
  utmContent: "header",
  referrer: "https://search.example.com/",
  campaignId: "120210",
  fbclid: "fb-click",
  gclid: "g-click",
  msclikid: "ms-click",
  dclid: "d-click",
  fbc: "fb.1.1",
  fbp: "fb.1.2",
  fbEventId: "event-1",
  userAgent: "Mozilla/5.0",
  ip: "192.0.2.7",
  medium: "form",
  mediumId: "f0rmOfThe1ntake00001",
} satisfies Attribution

/** What GHL keeps of a contact and no operation writes: all of it, with nothing empty. */
export const wholeExtras = {
  ssn: "900-12-3456",
  keyword: "blood test near me",
  visitorId: "v1s1torOfTheSite0001",
  attachments: "intake-form.pdf",
  businessId: "641c094001436dbc2081e642",
  lastActivity: "2026-11-20T15:00:00.000Z",
  attributionSource: visit,
  lastAttributionSource: visit,
  followers: ["y0BeYjuRIlDwsDcOHOJo"],
  phoneLabel: "mobile",
  validEmail: true,
  additionalEmails: ["rosan.deo@example.org"],
  additionalPhones: [{ phone: "+12125550143" }],
  opportunities: [
    {
      id: "0pp0rtunityOfTheYear",
      pipelineId: "p1pe11neOfTheMembers",
      pipelineStageId: "5tageOfThePipeline01",
      monetaryValue: 1200,
      status: "open",
    },
  ],
} satisfies ContactExtras
