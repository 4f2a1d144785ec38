/** The clinic's location in GHL. */
export const LOCATION_ID = "VXhSATpOGAvRAnd0iu7x"
