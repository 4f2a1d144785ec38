import type { StoredAppointment } from "../types.ts"
import { idOf } from "./ids.ts"
import { LOCATION_ID } from "./location.ts"
import { COORDINATORS, type Person } from "./people.ts"
import { dayBefore, dayToCome } from "./random.ts"

/** The blood draw of whoever is at that stage. */
export function appointmentsOf(seed: number, { index, contact }: Person): StoredAppointment[] {
  if (!contact.tags.includes("bloodwork_scheduled")) return []
  const day = dayToCome(2 + (index % 9))
  const userId = COORDINATORS[index % COORDINATORS.length] ?? ""
  return [
    {
      id: idOf("appointment", seed, index),
      calendarId: idOf("calendar", 1),
      status: "booked",
      title: "Blood draw",
      assignedUserId: userId,
      notes: "Fasting for twelve hours before.",
      startTime: `${day} 08:30:00`,
      endTime: `${day} 08:50:00`,
      address: "Draw station, ground floor",
      locationId: LOCATION_ID,
      contactId: contact.id,
      groupId: idOf("calendar group", 1),
      appointmentStatus: "confirmed",
      users: [userId],
      dateAdded: `${dayBefore(20)} 10:00:00`,
      dateUpdated: `${dayBefore(20)} 10:00:00`,
      assignedResources: [idOf("room", 1)],
    },
  ]
}
