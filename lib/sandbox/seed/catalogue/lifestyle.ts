import type { FieldFolder } from "./row.ts"
import { YES_NO } from "./row.ts"

export const lifestyleFolders: readonly FieldFolder[] = [
  {
    name: "Lifestyle",
    filled: 0.35,
    rows: [
      ["Alcohol per Week", "NUMERICAL", [0, 14]],
      ["Tobacco Use", "RADIO", ["Never", "Former", "Current"]],
      ["Caffeine per Day (mg)", "NUMERICAL", [0, 480]],
      ["Stress Level 1 to 10", "NUMERICAL", [1, 10]],
      ["Main Stressors", "MULTIPLE_OPTIONS", ["Work", "Family", "Money", "Health"]],
      ["Screen Time per Day (hours)", "FLOAT", [1, 11]],
      ["Outdoor Time per Day (hours)", "FLOAT", [0.2, 4]],
      ["Lifestyle Comments", "LARGE_TEXT", ["Works nights every other week; sleep suffers then."]],
    ],
  },
  {
    name: "Sleep",
    filled: 0.3,
    rows: [
      ["Hours of Sleep", "FLOAT", [4.5, 9]],
      ["Bedtime", "TIME", ["21:45", "22:30", "23:15", "00:30"]],
      ["Wake Time", "TIME", ["05:30", "06:15", "07:00"]],
      ["Sleep Quality 1 to 10", "NUMERICAL", [2, 10]],
      ["Snoring", "RADIO", ["Yes", "No", "Not known"]],
      ["Sleep Apnea Diagnosed", "RADIO", YES_NO],
      ["Sleep Aids", "MULTIPLE_OPTIONS", ["Melatonin", "Magnesium", "Prescription", "None"]],
      ["Sleep Study Report", "FILE_UPLOAD"],
      ["Tracker Used", "SINGLE_OPTIONS", ["Ring", "Watch", "Phone", "None"]],
    ],
  },
  {
    name: "Nutrition",
    filled: 0.3,
    rows: [
      ["Diet Style", "SINGLE_OPTIONS", ["Omnivore", "Vegetarian", "Vegan", "Low carbohydrate"]],
      ["Meals per Day", "NUMERICAL", [1, 5]],
      ["Water per Day (litres)", "FLOAT", [0.5, 3.5]],
      ["Eats Out per Week", "NUMERICAL", [0, 10]],
      ["Foods Avoided", "TEXT", ["Raw onion", "Red meat", "Anything fried"]],
      ["Fasting Practice", "RADIO", ["None", "14 hours", "16 hours or more"]],
      ["Typical Breakfast", "LARGE_TEXT", ["Oats, berries, two coffees", "Nothing before noon"]],
      ["Typical Dinner", "LARGE_TEXT", ["Rice, vegetables, fish 3x a week"]],
      ["Cravings", "CHECKBOX", ["Sweet", "Salty", "Bread", "None"]],
      ["Nutrition Goals", "TEXTBOX_LIST", ["More of", "Less of"]],
    ],
  },
  {
    name: "Movement",
    filled: 0.3,
    rows: [
      ["Training Days per Week", "NUMERICAL", [0, 7]],
      ["Training Types", "CHECKBOX", ["Strength", "Running", "Cycling", "Yoga", "Walking"]],
      ["Steps per Day", "NUMERICAL", [1800, 16500]],
      ["Injuries", "LARGE_TEXT", ["Left knee, meniscus, 2019", "Lower back when sitting long"]],
      ["VO2 Max Estimate", "FLOAT", [24, 58]],
      ["Grip Strength (kg)", "FLOAT", [18, 62]],
      ["Gym Membership", "TEXT", ["Iron Yard", "Community pool", "Home weights"]],
      ["Gym Contact Email", "EMAIL"],
      ["Movement Goal Date", "DATE"],
    ],
  },
]
