/**
 * Widths of the first columns by id, and from which width of the window on they show. Less room, fewer
 * columns: the name's cell then tells the most needed of the rest.
 */
const FIRST: Record<string, string> = {
  name: "w-auto max-md:pr-4",
  email: "hidden w-[18%] lg:table-cell xl:w-[14.5%]",
  phone: "hidden w-[15%] lg:table-cell xl:w-[10.5%]",
  membership: "hidden w-24 md:table-cell lg:w-[12%] xl:w-[8%]",
  stage: "hidden w-[34%] max-lg:pr-4 md:table-cell lg:w-[20%] xl:w-[16.5%]",
  bloodworkPurchased: "hidden w-[7%] xl:table-cell",
  purchaseDay: "hidden w-[8.5%] xl:table-cell",
  tags: "hidden w-[13%] xl:table-cell",
  updatedAt: "hidden w-[11%] lg:table-cell xl:w-[7.5%]",
}

/** Of columns a person chose: the first two from a tablet on, two more on a small screen, then all. */
const CHOSEN = [
  "hidden md:table-cell",
  "hidden md:table-cell",
  "hidden lg:table-cell",
  "hidden lg:table-cell",
]

/** Classes of a column: of those at first by its id, of chosen ones by its place after the name. */
export function columnClass(id: string, place: number, chosen: boolean): string {
  if (!chosen) return FIRST[id] ?? ""
  if (id === "name") return "w-auto md:w-[34%] lg:w-[24%] xl:w-[18%] max-md:pr-4"
  return CHOSEN[place - 1] ?? "hidden xl:table-cell"
}
