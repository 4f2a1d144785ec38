import { createHash } from "node:crypto"
import { mkdir, realpath, rm } from "node:fs/promises"
import { connect, createServer, type Server } from "node:net"
import { join } from "node:path"

/** A second process wanted a data folder that another one has open. Nothing was touched. */
export class FolderInUseError extends Error {
  constructor(folder: string) {
    super(
      `The data folder ${folder} is already open in another Caredesk process. Stop that one first, or set DATA_DIR to another folder.`,
    )
    this.name = "FolderInUseError"
  }
}

export type FolderLock = { release(): Promise<void> }

const listen = (server: Server, address: string) =>
  new Promise<"held" | "taken">((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) =>
      error.code === "EADDRINUSE" ? resolve("taken") : reject(error),
    )
    server.listen(address, () => resolve("held"))
  })

const answers = (address: string) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(address)
    socket.once("connect", () => {
      socket.destroy()
      resolve(true)
    })
    socket.once("error", () => resolve(false))
  })

/**
 * Makes the folder and takes it for this process alone, since two PGlite processes on one folder lose
 * rows without an error. The lock is a listening socket, which the kernel frees however the process
 * ends: an abstract one on Linux, a named pipe on Windows, a socket file elsewhere.
 * Throws FolderInUseError when another process has it.
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  await mkdir(folder, { recursive: true })
  const real = await realpath(folder)
  const name = `caredesk-${createHash("sha256").update(real).digest("hex").slice(0, 32)}`
  const server = createServer((socket) => socket.destroy())
  const release = () => new Promise<void>((resolve) => server.close(() => resolve()))

  if (process.platform === "linux" || process.platform === "win32") {
    const address = process.platform === "linux" ? `\0${name}` : `\\\\.\\pipe\\${name}`
    if ((await listen(server, address)) === "taken") throw new FolderInUseError(folder)
    server.unref()
    return { release }
  }

  const address = join(real, ".lock")
  if ((await listen(server, address)) === "taken") {
    // A socket file outlives its process: only one that answers is held.
    if (await answers(address)) throw new FolderInUseError(folder)
    await rm(address, { force: true })
    if ((await listen(server, address)) === "taken") throw new FolderInUseError(folder)
  }
  server.unref()
  return { release }
}
