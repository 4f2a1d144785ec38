import { afterEach, expect, test, vi } from "vitest"
import { FOLDER_VARIABLE, HOW_TO_GET_THEM } from "./specification.ts"
import { describeWithFiles } from "./with-files.ts"

afterEach(() => {
  vi.unstubAllEnvs()
  vi.restoreAllMocks()
})

test("without the files it is said where to get them, beside the tests that are skipped", () => {
  vi.stubEnv(FOLDER_VARIABLE, undefined)
  const warned = vi.spyOn(console, "warn").mockImplementation(() => {})
  const body = vi.fn()
  const skip = vi.fn()
  describeWithFiles("a part", body, skip)
  expect(body).not.toHaveBeenCalled()
  expect(skip).toHaveBeenCalledExactlyOnceWith(`a part: ${HOW_TO_GET_THEM}`)
  expect(warned).toHaveBeenCalledExactlyOnceWith(HOW_TO_GET_THEM)
  expect(HOW_TO_GET_THEM).toContain("github.com/GoHighLevel/highlevel-api-docs")
  expect(HOW_TO_GET_THEM).toContain(FOLDER_VARIABLE)
})
