/**
 * Widths of the columns by id, and from which width of the window on they show. Less room, fewer
 * columns: the name's cell then tells the most needed of the rest.
 */
export const COLUMN_CLASS: Record<string, string> = {
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
