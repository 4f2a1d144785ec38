/** How far back finished decisions are looked at. */
export const LOOK_BACK_DAYS = 30
