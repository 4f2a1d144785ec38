/** Words by which a row tells that an earlier value follows. */
export const EARLIER = new Set(
  "previous previously prev prior last earlier before from past old baseline".split(" "),
)

/** Words by which a row tells that its reference range follows. */
export const RANGE = new Set(
  "ref reference range ranges interval limits limit normal desirable expected".split(" "),
)
