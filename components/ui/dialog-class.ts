/** Looks shared by dialogs that can be left and those that want an answer. */
export const DIALOG_BACKDROP =
  "fixed inset-0 z-40 bg-[#0b1211]/45 transition-opacity data-starting-style:opacity-0 data-ending-style:opacity-0"
export const DIALOG_VIEWPORT =
  "fixed inset-0 z-40 flex items-end justify-center p-0 sm:items-center sm:p-6"
export const DIALOG_POPUP =
  "popup flex max-h-[92dvh] w-full flex-col overflow-hidden rounded-t-xl rounded-b-none outline-none sm:rounded-xl"
