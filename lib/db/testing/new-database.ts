import { randomUUID } from "node:crypto"
import { Client } from "pg"

/** Makes a database on the server that `url` names, empty or as a copy of `template`; its own address. */
export async function newDatabase(url: string, template = "template1"): Promise<string> {
  const name = `test_${randomUUID().replaceAll("-", "")}`
  const admin = new Client({ connectionString: url })
  await admin.connect()
  await admin.query(`create database ${name} template ${template}`)
  await admin.end()
  const own = new URL(url)
  own.pathname = `/${name}`
  return own.href
}
