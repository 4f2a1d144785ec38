import { expect, test } from "vitest"
import { newPassword } from "./new-password.ts"

const fits = (password: string) => newPassword.safeParse(password).success

test("length counts; any characters do, spaces and other scripts too", () => {
  expect(fits("the river bends twice")).toBe(true)
  expect(fits("пароль для клиники")).toBe(true)
  expect(fits("x7#kQp2!vB9z")).toBe(true)
  expect(fits("x7#kQp2!vB9")).toBe(false)
  expect(fits("ab cd ef gh ".repeat(100))).toBe(false)
})

test("what is guessed first is refused, with digits and marks around it too", () => {
  for (const password of [
    "password1234",
    "Password!!2026",
    "qwertyuiop12",
    "123456789012",
    "987654321098",
    "abcdefghijkl",
    "aaaaaaaaaaaaaaaa",
    "121212121212",
    "caredesk2026!",
    "Administrator1",
    "passwordpassword",
  ]) {
    expect(fits(password), password).toBe(false)
  }
})
