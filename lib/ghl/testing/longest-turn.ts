import { threadCpuUsage } from "node:process"

const worked = () => {
  const { user, system } = threadCpuUsage()
  return (user + system) / 1_000
}

/**
 * What `work` gives, and the longest that it kept everything else in the process waiting, in ms of what this
 * thread computed meanwhile: by a clock on the wall, a machine that stands still would count as well.
 */
export async function withLongestTurn<T>(
  work: () => Promise<T>,
): Promise<{ value: T; longest: number }> {
  let longest = 0
  let before = worked()
  const look = () => {
    const now = worked()
    longest = Math.max(longest, now - before)
    before = now
  }
  const looking = setInterval(look, 20)
  try {
    const value = await work()
    look()
    return { value, longest }
  } finally {
    clearInterval(looking)
  }
}
