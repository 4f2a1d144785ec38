import { json, newTraceId, Refusal } from "../answers.ts"
import type { Call, Route } from "../call.ts"
import { definitionOf } from "../field-values.ts"
import { checkLocation } from "../guards.ts"
import { definitionShape } from "../shapes.ts"
import type { FieldDefinition } from "../types.ts"

const MODELS = ["contact", "opportunity", "all"]

function asAnswered(call: Call, field: FieldDefinition) {
  return definitionShape(field, call.settings.fieldTypes[field.id] ?? field.dataType)
}

/** GET /locations/{id}/customFields: folders by id only. */
export function listFields(call: Call) {
  checkLocation(call.params.locationId)
  const model = call.url.searchParams.get("model") ?? "contact"
  if (!MODELS.includes(model)) {
    throw new Refusal(422, [`model must be one of the following values: ${MODELS.join(", ")}`])
  }
  const fields = model === "opportunity" ? [] : call.store.world.definitions
  return json(200, {
    customFields: fields.map((field) => asAnswered(call, field)),
    traceId: newTraceId(),
  })
}

/** GET /locations/{id}/customFields/{id or key} */
export function readField(call: Call) {
  checkLocation(call.params.locationId)
  const field = definitionOf(call.store.world.definitions, call.params.fieldId ?? "")
  if (!field) throw new Refusal(400, "Custom field not found")
  return json(200, { customField: asAnswered(call, field), traceId: newTraceId() })
}

const SCOPE = "locations/customFields.readonly"

export const customFieldRoutes: Route[] = [
  {
    method: "GET",
    path: "/locations/:locationId/customFields",
    scope: SCOPE,
    query: ["model"],
    handle: listFields,
  },
  {
    method: "GET",
    path: "/locations/:locationId/customFields/:fieldId",
    scope: SCOPE,
    handle: readField,
  },
]
