/** What is measured of a client outside the lab: vitals, body composition, performance. */
export type Measure = {
  id: string
  /** As messages name it. */
  name: string
  /** In folded text. */
  names: string[]
  /** Dimensions of `units.ts` it is measured in; a number in another one is not said of it. */
  dimensions: string[]
}

const BODY_MASS = ["pounds", "mass"]

export const MEASURES: Measure[] = [
  {
    id: "pressure",
    name: "blood pressure",
    names: ["blood pressure", "bp", "arterial pressure"],
    dimensions: ["pressure"],
  },
  {
    id: "systolic",
    name: "systolic blood pressure",
    names: ["systolic blood pressure", "systolic pressure", "systolic bp", "systolic", "sbp"],
    dimensions: ["pressure"],
  },
  {
    id: "diastolic",
    name: "diastolic blood pressure",
    names: ["diastolic blood pressure", "diastolic pressure", "diastolic bp", "diastolic", "dbp"],
    dimensions: ["pressure"],
  },
  {
    id: "pulse",
    name: "pulse",
    names: [
      "resting heart rate",
      "heart rate",
      "resting pulse",
      "pulse rate",
      "pulse",
      "rhr",
      "hr",
    ],
    dimensions: ["beats/minute"],
  },
  {
    id: "top pulse",
    name: "maximum heart rate",
    names: ["maximum heart rate", "maximal heart rate", "max heart rate", "peak heart rate"],
    dimensions: ["beats/minute"],
  },
  {
    id: "hrv",
    name: "heart rate variability",
    names: ["heart rate variability", "heart-rate variability", "hrv"],
    dimensions: ["milliseconds"],
  },
  {
    id: "weight",
    name: "weight",
    names: ["body weight", "weight", "weighs", "weighed", "weighing", "wt"],
    dimensions: BODY_MASS,
  },
  { id: "height", name: "height", names: ["height", "ht"], dimensions: ["length"] },
  { id: "bmi", name: "BMI", names: ["body mass index", "bmi"], dimensions: ["kg/m2"] },
  {
    id: "temperature",
    name: "temperature",
    names: ["body temperature", "temperature", "temp"],
    dimensions: ["fahrenheit", "celsius"],
  },
  {
    id: "saturation",
    name: "oxygen saturation",
    names: [
      "oxygen saturation",
      "o2 saturation",
      "pulse oximetry",
      "pulse ox",
      "o2 sat",
      "spo2",
      "sao2",
    ],
    dimensions: ["percent"],
  },
  {
    id: "breathing",
    name: "respiratory rate",
    names: ["respiratory rate", "breathing rate", "resp rate", "respirations", "respiration", "rr"],
    dimensions: ["breaths/minute"],
  },
  {
    id: "waist",
    name: "waist",
    names: ["waist circumference", "waistline", "waist"],
    dimensions: ["length"],
  },
  { id: "hips", name: "hips", names: ["hip circumference", "hips", "hip"], dimensions: ["length"] },
  {
    id: "body fat",
    name: "body fat",
    names: ["body fat percentage", "percent body fat", "body fat", "body-fat", "fat percentage"],
    dimensions: ["percent"],
  },
  {
    id: "fat mass",
    name: "fat mass",
    names: ["body fat mass", "fat mass"],
    dimensions: BODY_MASS,
  },
  {
    id: "visceral fat",
    name: "visceral fat",
    names: ["visceral fat area", "visceral fat", "visceral adipose tissue", "vfa"],
    dimensions: ["area", ...BODY_MASS],
  },
  {
    id: "muscle",
    name: "muscle mass",
    names: ["skeletal muscle mass", "muscle mass", "smm"],
    dimensions: BODY_MASS,
  },
  {
    id: "lean mass",
    name: "lean mass",
    names: ["lean body mass", "lean mass", "fat-free mass", "fat free mass"],
    dimensions: BODY_MASS,
  },
  {
    id: "vo2",
    name: "VO2 max",
    names: ["vo2 max", "vo2max", "vo2-max", "vo2 peak", "peak vo2"],
    dimensions: ["oxygen uptake"],
  },
  {
    id: "grip",
    name: "grip strength",
    names: ["hand grip strength", "handgrip strength", "grip strength"],
    dimensions: BODY_MASS,
  },
  {
    id: "resting energy",
    name: "resting metabolic rate",
    names: ["resting metabolic rate", "basal metabolic rate", "rmr", "bmr"],
    dimensions: ["kcal", "calories", "other kcal/day", "other kcal/d"],
  },
]

/** The measure a whole name stands for, or null. `name` is folded. */
export const measureOf = (name: string): Measure | null =>
  MEASURES.find(({ names }) => names.includes(name)) ?? null
