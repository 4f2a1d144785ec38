import { describe, expect, test } from "vitest"
import { EnvError, isLoopback, parseEnv, testSwitches } from "./env.ts"

const full = {
  GHL_ACCESS_TOKEN: "a-token",
  GHL_LOCATION_ID: "a-location",
  AUTH_SECRET: "x".repeat(32),
  APP_URL: "https://desk.example.org/",
}

const problemsOf = (source: Record<string, string>) => {
  try {
    parseEnv(source)
    return null
  } catch (error) {
    return error instanceof EnvError ? error.message : null
  }
}

describe("the environment", () => {
  test("without anything names each variable that is missing and where to get it", () => {
    const message = problemsOf({})
    expect(message).toMatch(/GHL_ACCESS_TOKEN is missing.*Private Integrations/)
    expect(message).toMatch(/GHL_LOCATION_ID is missing.*Business Profile/)
    expect(message).toMatch(/AUTH_SECRET is missing.*openssl/)
    expect(message).toMatch(/APP_URL is missing.*https/)
  })

  test("takes the defaults for what is unset or empty", () => {
    const env = parseEnv({ ...full, GHL_BASE_URL: "", TAG_HOLD_SECONDS: "" })
    expect(env).toMatchObject({
      APP_URL: "https://desk.example.org",
      GHL_BASE_URL: "https://services.leadconnectorhq.com",
      DATA_DIR: ".data",
      CLINIC_TIME_ZONE: "America/New_York",
      TAG_HOLD_SECONDS: 8,
      SNAPSHOT_LIMIT: 2_000,
    })
    expect(env.DATABASE_URL).toBeUndefined()
  })

  test.each([
    ["APP_URL", "http://desk.example.org", /APP_URL must be https/],
    ["GHL_BASE_URL", "http://10.0.0.1", /GHL_BASE_URL must be https/],
    ["AUTH_SECRET", "short", /AUTH_SECRET must have at least 32/],
    ["CLINIC_TIME_ZONE", "Mars/Olympus", /CLINIC_TIME_ZONE is not a time zone/],
    ["DATABASE_URL", "mysql://x", /DATABASE_URL must start with postgres/],
    ["USER_ID_LINK", "https://lab.example.com/", /USER_ID_LINK must be an https address/],
    ["TAG_HOLD_SECONDS", "-1", /TAG_HOLD_SECONDS/],
  ])("refuses %s=%s", (name, value, words) => {
    expect(problemsOf({ ...full, [name]: value })).toMatch(words)
  })

  test("never repeats a value, which may be a secret", () => {
    expect(problemsOf({ ...full, AUTH_SECRET: "hunter2" })).not.toContain("hunter2")
  })
})

describe("a loopback address", () => {
  test.each([
    ["http://127.0.0.1:4010", true],
    ["http://127.8.8.8", true],
    ["http://localhost:1", true],
    ["http://[::1]:4010", true],
    ["https://services.leadconnectorhq.com", false],
    ["http://127.0.0.1.example.org", false],
    ["http://localhost.example.org", false],
    ["not an address", false],
  ])("%s: %s", (address, expected) => {
    expect(isLoopback(address)).toBe(expected)
  })
})

describe("test switches", () => {
  const switched = {
    TEST_SKIP_LEASE: "1",
    TEST_TIME_SCALE: "0.1",
    TEST_AWAIT_POINTS: "points",
    TEST_STANDS_BY: "turn",
  }

  test("hold before a loopback GHL only", () => {
    const at = (GHL_BASE_URL: string) =>
      testSwitches(parseEnv({ ...full, ...switched, GHL_BASE_URL }))
    expect(at("http://127.0.0.1:4010")).toEqual({
      skip: "lease",
      timeScale: 0.1,
      awaitPoints: "points",
      standsBy: "turn",
    })
    expect(at("https://services.leadconnectorhq.com")).toEqual({
      skip: null,
      timeScale: 1,
      awaitPoints: null,
      standsBy: null,
    })
  })
})
