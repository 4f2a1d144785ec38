/** A task's words as one text, as a step keeps and compares them: the title's line, then the rest. */
export const taskText = ({ title, body }: { title: string; body: string }): string =>
  `${title}\n${body.trimStart()}`

/** The task a step asks for, from its text and the instant it is due. */
export function taskOf(
  text: string,
  dueAt: string | undefined,
): { title: string; body: string; dueAt: string } {
  if (dueAt === undefined) throw new Error("A task to be made has no day")
  const end = text.indexOf("\n")
  return end === -1
    ? { title: text, body: "", dueAt }
    : { title: text.slice(0, end), body: text.slice(end + 1), dueAt }
}
