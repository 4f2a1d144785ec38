/**
 * Biomarkers by the names that labs, clinicians and models use. `mass` is the molar mass in g/mol, where
 * reports use both mg/dL and mmol/L. `better` says which way is an improvement while in range.
 * A comma in a name stands for a comma or a space; `everyday` names are also plain words of a text.
 */
export type KnownMarker = {
  id: string
  names: string[]
  mass?: number
  better?: "lower" | "higher"
  everyday?: string[]
}

const lipids: KnownMarker[] = [
  {
    id: "total cholesterol",
    names: [
      "total cholesterol",
      "cholesterol, total",
      "total chol",
      "chol, total",
      "serum cholesterol",
    ],
    mass: 386.65,
    better: "lower",
  },
  {
    id: "ldl",
    names: [
      "ldl",
      "ldl c",
      "ldl cholesterol",
      "ldl chol",
      "ldl cholesterol calc",
      "ldl chol calc",
      "ldl calc",
      "ldl direct",
      "ldl c direct",
      "cholesterol, ldl",
      "low density lipoprotein",
      "low density lipoprotein cholesterol",
      "bad cholesterol",
    ],
    mass: 386.65,
    better: "lower",
  },
  {
    id: "hdl",
    names: [
      "hdl",
      "hdl c",
      "hdl cholesterol",
      "hdl chol",
      "cholesterol, hdl",
      "high density lipoprotein",
      "high density lipoprotein cholesterol",
      "good cholesterol",
    ],
    mass: 386.65,
    better: "higher",
  },
  {
    id: "non hdl",
    names: ["non hdl", "non hdl c", "non hdl cholesterol", "non hdl chol", "cholesterol, non hdl"],
    mass: 386.65,
    better: "lower",
  },
  { id: "ldl particles", names: ["ldl p", "ldl particle number", "ldl particles", "ldl particle"] },
  { id: "small ldl", names: ["small dense ldl", "small ldl", "small ldl p", "sdldl"] },
  {
    id: "vldl",
    names: ["vldl", "vldl c", "vldl cholesterol", "vldl cholesterol cal"],
    mass: 386.65,
  },
  {
    id: "triglycerides",
    names: [
      "triglycerides",
      "triglyceride",
      "trigs",
      "trig",
      "tg",
      "tgs",
      "triacylglycerol",
      "triacylglycerols",
      "triglycerids",
    ],
    mass: 885.7,
    better: "lower",
  },
  {
    id: "apob",
    names: ["apob", "apo b", "apolipoprotein b", "apolipoprotein b 100", "apob 100"],
    better: "lower",
  },
  { id: "apoa1", names: ["apoa1", "apo a1", "apo a 1", "apolipoprotein a1", "apolipoprotein a 1"] },
  { id: "lp(a)", names: ["lp a", "lipoprotein a", "lpa"], better: "lower" },
  {
    id: "cholesterol ratio",
    names: [
      "chol hdlc ratio",
      "cholesterol hdl ratio",
      "total cholesterol hdl ratio",
      "chol hdl ratio",
      "total to hdl ratio",
      "total cholesterol to hdl ratio",
      "t chol hdl ratio",
      "tc hdl ratio",
      "tc hdl",
    ],
  },
  {
    id: "triglyceride ratio",
    names: ["triglyceride hdl ratio", "triglycerides hdl ratio", "tg hdl ratio"],
  },
  { id: "ldl ratio", names: ["ldl hdl ratio"] },
  { id: "omega 3 index", names: ["omega 3 index", "omega 3"] },
]

const sugar: KnownMarker[] = [
  {
    id: "hba1c",
    names: [
      "hba1c",
      "hb a1c",
      "a1c",
      "hgba1c",
      "hgb a1c",
      "hemoglobin a1c",
      "haemoglobin a1c",
      "hemoglobin a 1c",
      "glycated hemoglobin",
      "glycated haemoglobin",
      "glycosylated hemoglobin",
      "glycosylated haemoglobin",
      "glycohemoglobin",
    ],
    better: "lower",
  },
  {
    id: "fasting glucose",
    names: [
      "fasting glucose",
      "glucose, fasting",
      "fasting blood glucose",
      "fasting plasma glucose",
      "fasting blood sugar",
      "fasting sugar",
      "fbg",
      "fpg",
    ],
    mass: 180.156,
    better: "lower",
  },
  {
    id: "glucose",
    names: [
      "glucose",
      "blood glucose",
      "glucose, serum",
      "serum glucose",
      "plasma glucose",
      "blood sugar",
      "random glucose",
    ],
    mass: 180.156,
    better: "lower",
    everyday: ["blood sugar"],
  },
  {
    id: "fasting insulin",
    names: ["fasting insulin", "insulin, fasting", "fasting serum insulin"],
    better: "lower",
  },
  { id: "insulin", names: ["insulin", "serum insulin", "insulin, serum"], better: "lower" },
  { id: "c peptide", names: ["c peptide"] },
  { id: "homa-ir", names: ["homa ir", "homair", "homa"] },
  { id: "average glucose", names: ["estimated average glucose", "eag"], mass: 180.156 },
  { id: "fructosamine", names: ["fructosamine"] },
]

const thyroid: KnownMarker[] = [
  { id: "tsh", names: ["tsh", "thyroid stimulating hormone", "thyrotropin", "thyrotrophin"] },
  {
    id: "free t4",
    names: ["free t4", "ft4", "t4, free", "free thyroxine", "thyroxine, free", "t4 free"],
    mass: 776.87,
  },
  {
    id: "t4",
    names: ["t4", "total t4", "t4, total", "thyroxine", "total thyroxine"],
    mass: 776.87,
  },
  {
    id: "free t3",
    names: ["free t3", "ft3", "t3, free", "free triiodothyronine", "triiodothyronine, free"],
    mass: 650.97,
  },
  { id: "t3", names: ["t3", "total t3", "t3, total", "triiodothyronine"], mass: 650.97 },
  { id: "reverse t3", names: ["reverse t3", "rt3", "t3, reverse"], mass: 650.97 },
  {
    id: "tpo antibodies",
    names: [
      "tpo antibodies",
      "tpo antibody",
      "tpo ab",
      "anti tpo",
      "tpo",
      "thyroid peroxidase antibodies",
      "thyroid peroxidase antibody",
      "thyroid peroxidase ab",
      "thyroid peroxidase",
    ],
  },
  {
    id: "tg antibodies",
    names: [
      "thyroglobulin antibodies",
      "thyroglobulin antibody",
      "tgab",
      "tg ab",
      "anti thyroglobulin",
    ],
  },
  { id: "thyroglobulin", names: ["thyroglobulin"] },
]

const vitamins: KnownMarker[] = [
  {
    id: "vitamin d",
    names: [
      "vitamin d",
      "vit d",
      "vitamin d3",
      "vitamin d, 25 hydroxy",
      "vitamin d, 25 oh",
      "vitamin d, 25 oh, total",
      "vitamin d 25 oh d",
      "25 hydroxy vitamin d",
      "25 hydroxyvitamin d",
      "25 oh vitamin d",
      "25 oh d",
      "25 ohd",
      "25 oh vit d",
      "25 hydroxycholecalciferol",
      "vitamin d, total",
      "total vitamin d",
    ],
    mass: 400.64,
    better: "higher",
    everyday: ["vitamin d", "vit d", "vitamin d3"],
  },
  {
    id: "calcitriol",
    names: [
      "1,25 dihydroxy vitamin d",
      "1,25 dihydroxyvitamin d",
      "1 25 dihydroxyvitamin d",
      "vitamin d, 1,25 dihydroxy",
      "calcitriol",
    ],
  },
  {
    id: "b12",
    names: ["vitamin b12", "vit b12", "b12", "vitamin b 12", "b 12", "cobalamin", "cyanocobalamin"],
    mass: 1355.37,
    better: "higher",
    everyday: ["vitamin b12", "b12", "vitamin b 12", "b 12"],
  },
  { id: "active b12", names: ["holotranscobalamin", "active b12"] },
  {
    id: "folate",
    names: ["folate", "folic acid", "serum folate", "folate, serum", "vitamin b9"],
    mass: 441.4,
    better: "higher",
    everyday: ["folate", "folic acid", "vitamin b9"],
  },
  { id: "rbc folate", names: ["rbc folate", "folate, rbc", "red cell folate"], mass: 441.4 },
  { id: "methylmalonic acid", names: ["methylmalonic acid", "mma"] },
  { id: "vitamin a", names: ["vitamin a", "retinol"], everyday: ["vitamin a", "retinol"] },
  {
    id: "vitamin b6",
    names: ["vitamin b6", "b6", "vitamin b 6", "pyridoxal 5 phosphate"],
    everyday: ["vitamin b6", "b6"],
  },
  { id: "vitamin b1", names: ["vitamin b1", "thiamine"], everyday: ["vitamin b1", "thiamine"] },
  { id: "vitamin c", names: ["vitamin c", "ascorbic acid"], everyday: ["vitamin c"] },
  { id: "vitamin e", names: ["vitamin e", "alpha tocopherol"], everyday: ["vitamin e"] },
  { id: "vitamin k", names: ["vitamin k", "vitamin k2"], everyday: ["vitamin k", "vitamin k2"] },
  {
    id: "homocysteine",
    names: ["homocysteine", "hcy", "homocystein"],
    mass: 135.19,
    better: "lower",
  },
  { id: "zinc", names: ["zinc", "zinc, plasma", "zinc, serum"], mass: 65.38, everyday: ["zinc"] },
  { id: "copper", names: ["copper", "copper, serum"], mass: 63.55, everyday: ["copper"] },
  { id: "selenium", names: ["selenium"], mass: 78.97, everyday: ["selenium"] },
]

const iron: KnownMarker[] = [
  { id: "ferritin", names: ["ferritin", "serum ferritin", "ferritin, serum"] },
  {
    id: "iron",
    names: ["iron", "serum iron", "iron, total", "iron, serum", "total iron"],
    mass: 55.845,
    everyday: ["iron"],
  },
  {
    id: "tibc",
    names: ["tibc", "total iron binding capacity", "iron binding capacity"],
    mass: 55.845,
  },
  { id: "uibc", names: ["uibc"], mass: 55.845 },
  {
    id: "transferrin saturation",
    names: ["transferrin saturation", "iron saturation", "tsat", "iron sat"],
  },
  { id: "transferrin", names: ["transferrin"] },
]

const inflammation: KnownMarker[] = [
  {
    id: "hs-crp",
    names: [
      "hs crp",
      "hscrp",
      "high sensitivity crp",
      "high sensitivity c reactive protein",
      "c reactive protein, high sensitivity",
      "c reactive protein, cardiac",
      "c reactive protein hs",
      "crp hs",
      "crp, high sensitivity",
      "cardiac crp",
    ],
    better: "lower",
  },
  { id: "crp", names: ["crp", "c reactive protein"], better: "lower" },
  {
    id: "esr",
    names: [
      "esr",
      "sed rate",
      "sed rate westergren",
      "sed rate by modified westergren",
      "sedimentation rate westergren",
      "sedimentation rate",
      "erythrocyte sedimentation rate",
    ],
    better: "lower",
  },
  { id: "fibrinogen", names: ["fibrinogen", "fibrinogen activity", "fibrinogen antigen"] },
  { id: "interleukin 6", names: ["il 6", "interleukin 6"] },
]

const liverAndKidney: KnownMarker[] = [
  {
    id: "alt",
    names: ["alt", "sgpt", "alanine aminotransferase", "alanine transaminase", "alt sgpt"],
    better: "lower",
  },
  {
    id: "ast",
    names: ["ast", "sgot", "aspartate aminotransferase", "aspartate transaminase", "ast sgot"],
    better: "lower",
  },
  { id: "alp", names: ["alp", "alkaline phosphatase", "alk phos"] },
  {
    id: "ggt",
    names: ["ggt", "gamma gt", "gamma glutamyl transferase", "gamma glutamyltransferase", "ggtp"],
    better: "lower",
  },
  { id: "bilirubin", names: ["bilirubin", "total bilirubin", "bilirubin, total"], mass: 584.66 },
  {
    id: "direct bilirubin",
    names: ["direct bilirubin", "bilirubin, direct", "conjugated bilirubin"],
    mass: 584.66,
  },
  { id: "indirect bilirubin", names: ["indirect bilirubin", "bilirubin, indirect"], mass: 584.66 },
  { id: "albumin", names: ["albumin", "serum albumin", "albumin, serum"] },
  { id: "globulin", names: ["globulin", "globulin, total"] },
  { id: "albumin ratio", names: ["albumin globulin ratio", "a g ratio"] },
  { id: "total protein", names: ["total protein", "protein, total", "serum total protein"] },
  { id: "ldh", names: ["ldh", "lactate dehydrogenase", "lactic dehydrogenase", "ld"] },
  {
    id: "creatinine",
    names: ["creatinine", "serum creatinine", "creatinine, serum"],
    mass: 113.12,
  },
  {
    id: "egfr",
    names: [
      "egfr",
      "estimated gfr",
      "gfr",
      "estimated glomerular filtration rate",
      "glomerular filtration rate",
      "egfr non afr american",
    ],
    better: "higher",
  },
  { id: "cystatin c", names: ["cystatin c"] },
  {
    id: "bun",
    names: [
      "bun",
      "blood urea nitrogen",
      "urea nitrogen",
      "urea nitrogen, bun",
      "urea nitrogen bun",
    ],
    mass: 28.014,
  },
  { id: "urea", names: ["urea"], mass: 60.06 },
  { id: "bun ratio", names: ["bun creatinine ratio", "bun creat ratio"] },
  { id: "uric acid", names: ["uric acid", "urate"], mass: 168.11, better: "lower" },
  {
    id: "microalbumin",
    names: [
      "albumin creatinine ratio",
      "urine albumin creatinine ratio",
      "acr",
      "uacr",
      "microalbumin",
      "microalbumin creatinine ratio",
      "microalb creat ratio",
      "albumin creat ratio",
      "urine albumin to creatinine ratio",
      "albumin to creatinine ratio",
    ],
  },
]

const electrolytes: KnownMarker[] = [
  {
    id: "sodium",
    names: ["sodium", "sodium, serum", "serum sodium"],
    mass: 22.99,
    everyday: ["sodium"],
  },
  {
    id: "potassium",
    names: ["potassium", "potassium, serum", "serum potassium"],
    mass: 39.098,
    everyday: ["potassium"],
  },
  { id: "chloride", names: ["chloride"] },
  {
    id: "carbon dioxide",
    names: ["carbon dioxide", "co2", "bicarbonate", "carbon dioxide, total", "total co2"],
  },
  {
    id: "calcium",
    names: ["calcium", "serum calcium", "calcium, serum", "total calcium"],
    mass: 40.078,
    everyday: ["calcium"],
  },
  {
    id: "magnesium",
    names: ["magnesium", "serum magnesium", "magnesium, serum"],
    mass: 24.305,
    everyday: ["magnesium"],
  },
  {
    id: "rbc magnesium",
    names: ["rbc magnesium", "magnesium, rbc", "red cell magnesium", "erythrocyte magnesium"],
    mass: 24.305,
  },
  {
    id: "phosphate",
    names: ["phosphate", "phosphorus", "inorganic phosphate"],
    mass: 30.974,
    everyday: ["phosphate"],
  },
]

const hormones: KnownMarker[] = [
  {
    id: "testosterone",
    names: ["testosterone", "total testosterone", "testosterone, total", "testosterone, serum"],
    mass: 288.42,
  },
  { id: "free testosterone", names: ["free testosterone", "testosterone, free"], mass: 288.42 },
  {
    id: "bioavailable testosterone",
    names: ["bioavailable testosterone", "testosterone, bioavailable"],
    mass: 288.42,
  },
  { id: "shbg", names: ["shbg", "sex hormone binding globulin", "sex horm binding glob"] },
  { id: "estradiol", names: ["estradiol", "oestradiol", "e2"], mass: 272.38 },
  { id: "progesterone", names: ["progesterone"], mass: 314.46 },
  { id: "fsh", names: ["fsh", "follicle stimulating hormone"] },
  { id: "lh", names: ["lh", "luteinizing hormone", "luteinising hormone"] },
  { id: "prolactin", names: ["prolactin"] },
  {
    id: "cortisol",
    names: [
      "cortisol",
      "morning cortisol",
      "am cortisol",
      "cortisol, am",
      "cortisol, total",
      "serum cortisol",
    ],
    mass: 362.46,
  },
  {
    id: "dhea-s",
    names: ["dhea s", "dheas", "dhea sulfate", "dhea sulphate", "dehydroepiandrosterone sulfate"],
    mass: 368.49,
  },
  { id: "dhea", names: ["dhea"], mass: 288.42 },
  {
    id: "igf-1",
    names: [
      "igf 1",
      "igf1",
      "insulin like growth factor 1",
      "insulin like growth factor i",
      "igf i",
      "insulin like growth factor",
    ],
  },
  { id: "pth", names: ["pth", "parathyroid hormone", "pth, intact", "intact pth"] },
  { id: "psa", names: ["psa", "total psa", "psa, total", "prostate specific antigen"] },
  { id: "amh", names: ["amh", "anti mullerian hormone"] },
  { id: "hcg", names: ["hcg", "beta hcg"] },
]

const blood: KnownMarker[] = [
  {
    id: "wbc",
    names: [
      "wbc",
      "white blood cells",
      "white blood cell count",
      "white blood cell",
      "white cell count",
      "white cells",
      "leukocytes",
      "wbc count",
      "white count",
    ],
  },
  {
    id: "rbc",
    names: [
      "rbc",
      "red blood cells",
      "red blood cell count",
      "red blood cell",
      "red cell count",
      "erythrocytes",
      "rbc count",
    ],
  },
  { id: "hemoglobin", names: ["hemoglobin", "haemoglobin", "hgb", "hb"], mass: 16114 },
  { id: "hematocrit", names: ["hematocrit", "haematocrit", "hct", "packed cell volume"] },
  { id: "mcv", names: ["mcv", "mean corpuscular volume"] },
  { id: "mch", names: ["mch", "mean corpuscular hemoglobin"] },
  {
    id: "mchc",
    names: [
      "mchc",
      "mean corpuscular hemoglobin concentration",
      "mean corpuscular hemoglobin conc",
      "mean corpuscular hgb conc",
      "mean cell hemoglobin concentration",
      "mean cell hemoglobin conc",
    ],
  },
  { id: "rdw", names: ["rdw", "rdw cv", "red cell distribution width"] },
  { id: "rdw-sd", names: ["rdw sd"] },
  { id: "platelets", names: ["platelets", "platelet count", "plt", "platelet", "thrombocytes"] },
  { id: "mpv", names: ["mpv", "mean platelet volume"] },
  { id: "neutrophils", names: ["neutrophils", "neutrophil count", "neutrophil"] },
  {
    id: "absolute neutrophils",
    names: [
      "absolute neutrophils",
      "neutrophils, absolute",
      "neutrophils absolute",
      "absolute neutrophil count",
      "anc",
    ],
  },
  { id: "lymphocytes", names: ["lymphocytes", "lymphocyte count", "lymphs"] },
  {
    id: "absolute lymphocytes",
    names: ["absolute lymphocytes", "lymphocytes, absolute", "lymphs absolute"],
  },
  { id: "monocytes", names: ["monocytes", "monocyte count"] },
  {
    id: "absolute monocytes",
    names: ["absolute monocytes", "monocytes, absolute", "monocytes absolute"],
  },
  { id: "eosinophils", names: ["eosinophils", "eosinophil count", "eos"] },
  {
    id: "absolute eosinophils",
    names: ["absolute eosinophils", "eosinophils, absolute", "eos, absolute"],
  },
  { id: "basophils", names: ["basophils", "basophil count", "basos"] },
  {
    id: "absolute basophils",
    names: ["absolute basophils", "basophils, absolute", "basos, absolute", "baso, absolute"],
  },
]

const others: KnownMarker[] = [
  { id: "leptin", names: ["leptin", "leptin, serum"] },
  { id: "coenzyme q10", names: ["coenzyme q10", "coq10", "co q10", "coenzyme q 10", "ubiquinone"] },
  { id: "creatine kinase", names: ["creatine kinase", "cpk", "ck"] },
  { id: "amylase", names: ["amylase"] },
  { id: "lipase", names: ["lipase"] },
  { id: "troponin", names: ["troponin", "troponin t", "troponin i"] },
  { id: "bnp", names: ["bnp", "nt probnp"] },
  { id: "d-dimer", names: ["d dimer"] },
  { id: "inr", names: ["inr"] },
  { id: "ana", names: ["antinuclear antibody", "antinuclear antibodies"] },
  { id: "rheumatoid factor", names: ["rheumatoid factor"] },
  { id: "lead", names: ["blood lead", "lead, blood"] },
  { id: "mercury", names: ["mercury", "mercury, blood"], everyday: ["mercury"] },
]

export const KNOWN_MARKERS: readonly KnownMarker[] = [
  ...lipids,
  ...sugar,
  ...thyroid,
  ...vitamins,
  ...iron,
  ...inflammation,
  ...liverAndKidney,
  ...electrolytes,
  ...hormones,
  ...blood,
  ...others,
]

/** What a short name may stand for, when the report has no marker of just that name. */
export const STANDS_FOR: Readonly<Record<string, string[]>> = {
  glucose: ["glucose", "fasting glucose"],
  "fasting glucose": ["fasting glucose", "glucose"],
  insulin: ["insulin", "fasting insulin"],
  "fasting insulin": ["fasting insulin", "insulin"],
  t4: ["t4", "free t4"],
  t3: ["t3", "free t3"],
  crp: ["crp", "hs-crp"],
  "hs-crp": ["hs-crp", "crp"],
  urea: ["urea", "bun"],
  neutrophils: ["neutrophils", "absolute neutrophils"],
  "absolute neutrophils": ["absolute neutrophils", "neutrophils"],
  lymphocytes: ["lymphocytes", "absolute lymphocytes"],
  "absolute lymphocytes": ["absolute lymphocytes", "lymphocytes"],
  monocytes: ["monocytes", "absolute monocytes"],
  "absolute monocytes": ["absolute monocytes", "monocytes"],
  eosinophils: ["eosinophils", "absolute eosinophils"],
  "absolute eosinophils": ["absolute eosinophils", "eosinophils"],
  basophils: ["basophils", "absolute basophils"],
  "absolute basophils": ["absolute basophils", "basophils"],
}

/** `cholesterol` alone is the total in a report, and all of it in a sentence. */
export const LOOSE_NAMES: Readonly<Record<string, string[]>> = {
  cholesterol: ["total cholesterol", "ldl", "non hdl"],
}
