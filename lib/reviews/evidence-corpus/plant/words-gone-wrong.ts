import { nameIn } from "../client.ts"
import type { Planter } from "./plant.ts"

export const wrongDirection: Planter = (from, draw) => {
  for (const span of draw.shuffled(from.spans)) {
    if (span.mark.role !== "direction") continue
    const wrong = span.mark.wrong.filter((words) => words !== "" && words !== span.text)
    if (wrong.length === 0) continue
    return {
      variety: span.mark.of,
      replace: new Map([[span.piece, draw.pick(wrong)]]),
      wrong: [span.piece],
    }
  }
  return null
}

export const dropNot: Planter = (from, draw) => {
  for (const span of draw.shuffled(from.spans)) {
    if (span.mark.role !== "not") continue
    const turned = from.spans.find(
      ({ mark, piece }) => mark.role === "negated" && piece > span.piece,
    )
    if (!turned) continue
    return {
      variety: span.text.trim(),
      replace: new Map([[span.piece, span.mark.without]]),
      wrong: [span.piece, turned.piece],
    }
  }
  return null
}

export const otherClientsName: Planter = (from, draw, others) => {
  for (const span of draw.shuffled(from.spans)) {
    const { mark } = span
    if (mark.role !== "client") continue
    const own = from.report.client
    const strangers = others.filter(
      ({ report: { client } }) => client.first !== own.first && client.last !== own.last,
    )
    const other = draw.pick(strangers)
    return {
      variety: mark.form,
      replace: new Map([[span.piece, nameIn(mark.form, other.report.client)]]),
      wrong: [span.piece],
    }
  }
  return null
}
