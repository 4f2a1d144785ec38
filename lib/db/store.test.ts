import { spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtemp, readdir, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { eq } from "drizzle-orm"
import { afterEach, describe, expect, test } from "vitest"
import { FolderInUseError, lockFolder } from "./folder-lock.ts"
import { auditEvents } from "./schema/audit.ts"
import { tagsSeen } from "./schema/contacts.ts"
import { openStore } from "./store.ts"
import { testBackends } from "./testing/stores.ts"

describe.each(testBackends())("the store on $name", ({ open }) => {
  test("keeps what it is given and migrates only once", async () => {
    const store = await open()
    await store.db.insert(tagsSeen).values({ tag: "junction" })
    if (store.databaseUrl) {
      const second = await openStore({ databaseUrl: store.databaseUrl, dataDir: null })
      expect(await second.db.select().from(tagsSeen)).toHaveLength(1)
      await second.close()
    }
    expect(await store.db.select().from(tagsSeen)).toHaveLength(1)
    await store.close()
  })

  test("refuses to change or remove an audit event", async () => {
    const store = await open()
    await store.db.insert(auditEvents).values({ actor: "system", action: "test.made" })
    await expect(
      store.db.update(auditEvents).set({ action: "other" }).where(eq(auditEvents.actor, "system")),
    ).rejects.toThrow()
    await expect(store.db.delete(auditEvents)).rejects.toThrow()
    expect(await store.db.select().from(auditEvents)).toMatchObject([{ action: "test.made" }])
    await store.close()
  })
})

describe("the data folder", () => {
  const folders: string[] = []
  const newFolder = async () => {
    const folder = await mkdtemp(join(tmpdir(), "caredesk-store-"))
    folders.push(folder)
    return folder
  }
  afterEach(async () => {
    for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true })
  })

  test("is refused to a second opener, and free again after a close", async () => {
    const folder = join(await newFolder(), "made/by/us")
    const first = await openStore({ dataDir: folder })
    await first.db.insert(tagsSeen).values({ tag: "junction" })
    await expect(openStore({ dataDir: folder })).rejects.toThrow(FolderInUseError)
    await first.close()
    const again = await openStore({ dataDir: folder })
    expect(await again.db.select().from(tagsSeen)).toMatchObject([{ tag: "junction" }])
    await again.close()
  })

  test("held by another process is left untouched, and freed by kill -9", async () => {
    const folder = await newFolder()
    const holder = spawn(
      process.execPath,
      [
        "--input-type=module",
        "-e",
        `import { lockFolder } from ${JSON.stringify(import.meta.resolve("./folder-lock.ts"))}
         await lockFolder(${JSON.stringify(join(folder, "store"))})
         console.log("held")
         setInterval(() => {}, 1000)`,
      ],
      { stdio: ["ignore", "pipe", "inherit"] },
    )
    await once(holder.stdout, "data")
    await expect(openStore({ dataDir: folder })).rejects.toThrow(/already open in another/)
    expect(await readdir(join(folder, "store"))).toEqual([])
    holder.kill("SIGKILL")
    await once(holder, "exit")
    const lock = await lockFolder(join(folder, "store"))
    await lock.release()
  })
})
