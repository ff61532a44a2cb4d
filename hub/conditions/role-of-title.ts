import type { FIELDS_OF_WORK, SENIORITIES } from "../../lib/contract/condition.ts";

export type Seniority = (typeof SENIORITIES)[number];
export type Field = (typeof FIELDS_OF_WORK)[number];

/** What a title says; neither, where it says neither. */
export interface Role {
  seniority: Seniority | undefined;
  fields: readonly Field[];
}

type Row<Name> = readonly [Name, RegExp];

// Titles come folded: lower case, without accents, `ß` as `ss`, and hyphens and slashes as spaces.
const GERMAN_HEAD = "(?:abteilungs|bereichs|haupt|gesamt)?leit(?:er|erin|ung)";

/** The first row that fits decides: what only sounds high stands before what is. */
const SENIORITY: readonly Row<Seniority | "none">[] = [
  [
    "none",
    /\bchief of staff\b|\b(?:former|ex|retired|emeritus|ehemalig\w*|ancien(?:ne)?|student\w*|studier\w*|etudiant\w*|estudiante)\b/,
  ],
  [
    "individual",
    /\bassist(?:ant|enz|ent|entin|ante|ente)\w*\b(?=.*\b(?:to|of the|der|des|du|de la|del|von)\b)|\b(?:executive|personal|administrative) assistant\b/,
  ],
  ["vice_president", /\b(?:[seaj]?vp|vice president\w*|vicepresident\w*|vizeprasident\w*)\b/],
  ["chief", /\bc(?:eo|fo|to|io|iso|mo|oo|ro|po|do|hro|lo|so|ao|dao|dio|co|xo|bo)\b/],
  [
    "chief",
    /\bchief\b.*\bofficer\b|\bchief (?:executive|people|revenue|product|data|information|technology|security|marketing|financial|operating|legal|digital)\b/,
  ],
  [
    "chief",
    /\b(?:co ?)?founder\b|\bowner of\b|^owner$|\bbusiness owner\b|\bmanaging (?:director|partner)\b|\bboard member\b|\bmember of the board\b|^chair(?:man|woman|person)?$|\bexecutive director$/,
  ],
  [
    "chief",
    /\bgesch(?:a|ae)ftsf(?:u|ue)hr\w*|\bvorst(?:a|ae)nd\w*|\binhaber(?:in)?\b|\bgr(?:u|ue)nder(?:in)?\b|\bprasident(?:in)?\b/,
  ],
  [
    "chief",
    /\bpdg\b|\bp d g\b|\bdirect(?:eur|rice) general\w*|\bgerant\w*|\bfondat(?:eur|rice)\b|\bpresident(?:e)?\b/,
  ],
  [
    "chief",
    /\b(?:director|directora|gerente|consejer[oa]) (?:general|delegad[oa])\b|\bfundador(?:a)?\b|\bpropietari[oa]\b/,
  ],
  [
    "head",
    new RegExp(
      `\\bhead\\b|\\b${GERMAN_HEAD}\\b|\\bchef(?:fe)? (?:de service|du service)\\b|\\bresponsables?\\b|\\bjef[ea]\\b|\\brssi\\b|\\bchief \\w+`,
    ),
  ],
  ["manager", /\b(?:team|gruppen|projekt|schicht|filial)leit(?:er|erin|ung)\b/],
  ["head", /\w{3,}leit(?:er|erin|ung)\b/],
  [
    "director",
    /\b(?:sr |senior |associate )?director\w*\b|\bdirekt(?:or|orin|ion)\b|\bdirect(?:eur|rice)\b|\bds?i\b|\bdaf\b|\bdrh\b|\bprokurist(?:in)?\b|\bgeneral manager\b/,
  ],
  [
    "manager",
    /\bmanag(?:er|erin|ing|ement)\w*\b|\w+manager(?:in)?\b|\b(?:team )?lead(?:er)?\b|\bsupervisor\b|\bchef(?:fe)? de (?:projet|produit|equipe)\b|\bgerente\b|\bgestor[ae]?\b|\bscrum master\b|\bproduct owner\b|\bgestionnaire\b|\bencargad[oa]\b/,
  ],
  [
    "individual",
    /\b(?:engineer|developer|programmer|analyst|scientist|architect|specialist|consultant|associate|coordinator|administrator|admin|representative|rep|executive|officer|assistant|designer|accountant|buyer|recruiter|counsel|lawyer|attorney|intern|trainee|technician|advisor|adviser|partner|strategist|writer|researcher|expert|agent|clerk|evangelist|advocate|sdr|bdr|ae|controller|auditor|paralegal|generalist|marketer|trader|sysadmin|dba|sre|staff|principal|freelance\w*)s?\b/,
  ],
  [
    "individual",
    /\w*(?:entwickler|ingenieur|referent|sachbearbeiter|berater|beauftragte|spezialist|architekt|analyst|administrator|mitarbeiter|einkaufer|verkaufer|buchhalter|assistent|fachkraft|jurist|techniker|werkstudent|praktikant)(?:in|r|n)?\b/,
  ],
  [
    "individual",
    /\b(?:ingenieure?|developp(?:eur|euse)|analyste|charge(?:e)? d\w*|comptable|acheteu(?:r|se)|juriste|conseill(?:er|ere)|technicien(?:ne)?|consultante?|commercial(?:e)?|stagiaire|ingenier[oa]|desarrollador(?:a)?|analista|contable|comprador(?:a)?|abogad[oa]|tecnic[oa]|consultor(?:a)?|especialista|coordinador(?:a)?|administrativ[oa])\b/,
  ],
];

/** Every row that fits counts. */
const FIELDS: readonly Row<Field>[] = [
  [
    "data",
    /\bdata(?! ?(?:base admin|cent(?:er|re)|protection|privacy|entry|security))|\banalytics?\b|\bbusiness intelligence\b|\bbi\b|\bmachine learning\b|\bml\b|\bai\b|\bartificial intelligence\b|\bki\b|\bdaten(?!schutz)|\bdonnees\b|\bdatos\b|\bstatistic|\bcdo\b|\bcdao\b|\bbig ?data\b/,
  ],
  [
    "engineering",
    /\bengineer|\bsoftware|\bdevelop(?:er|ers|ment)\b(?<!business development)(?<!market development)(?<!sales development)(?<!organi[sz]ational development)|\bprogrammer|\bdevops\b|\bsre\b|\bsite reliability\b|\bcto\b|\btechnology\b(?<!information technology)|\br ?& ?d\b|\btech(?:nical)? lead\b|\bfull ?stack\b|\bback ?end\b|\bfront ?end\b|\bsolutions? architect|entwickl|\btechnisch\w* (?:leit|gesch|direkt)|ingenieur|\bforschung\b|\bdevelopp|\bdirect\w+ technique\b|\bdesarroll|\bingenier|\bdirector\w* tecnic/,
  ],
  [
    "finance",
    /\bfinanc|\bfinanz|\bcontroll(?:er|ing)\b|\btreasur|\baccount(?:ing|ants?)\b|buchhalt|rechnungswesen|\bcomptab|\bcontab|\bcfo\b|\bdaf\b|\bfp ?& ?a\b|\bbilling\b|\bcontrole de gestion\b|\btesorer/,
  ],
  [
    "human_resources",
    /\bhuman (?:resources|relations|capital)\b|\bhr\b|\bhrbp\b|\bchro\b|\bpeople\b|\btalent\b|\brecruit|\bpersonal(?:leit|referent|wesen|abteilung|chef|entwickl|management)|\bpersonnel\b|\bressources humaines\b|\brh\b|\bdrh\b|\brecursos humanos\b|\brrhh\b/,
  ],
  [
    "it",
    /\bit\b|\binformation (?:technology|systems?|services)\b|\bcio\b|\binformati(?:k|que|ca|cs)|\bsystemes? d information\b|\bsistemas\b|\btecnologias? de la informacion\b|\bedv\b|\binfrastructure\b|\bnetwork|\bnetzwerk|\bsystem(?:s)? admin|\bsystemadmin|\bsys ?admin|\bhelp ?desk\b|\bdsi\b|\benterprise architect|\bdata ?cent(?:er|re)|\bdatabase admin|\bdba\b|\bti\b|\bchief information officer\b/,
  ],
  [
    "legal",
    /\blegal\b|\bcounsel\b|\blawyer|\battorney|\bcompliance\b|\bprivacy\b|\bdata protection\b|datenschutz|\brecht(?:s|\b)|jurist|\bjuridi|\babogad|\bdpo\b|\bclo\b|\bparalegal/,
  ],
  [
    "marketing",
    /marketing|\bmarketer|\bbrand|\bdemand gen|\bcommunications?\b|\bgrowth\b|\bcontent\b|\bseo\b|\bcmo\b|\bpublic relations\b|\bpr manager\b|\bkommunikation|\bmarken|\bcommunity\b|\bmercadotecnia\b|\bdigital media\b/,
  ],
  [
    "operations",
    /\boperations?\b|\boperating\b|\bops\b|\brevops\b|\bcoo\b|\bbetriebs|\boperativ|\boperaciones\b|\blogisti|\bsupply chain\b|\bproduktion|\bproduction\b|\bmanufacturing\b|\bplant manager\b|\bwerk(?:s)?leit|\bexploitation\b|\bcadena de suministro\b|\blieferkette/,
  ],
  [
    "procurement",
    /\bprocure|\bpurchas|\bbuyer\b|\bsourcing\b|\bcategory manager\b|einkauf|\bbeschaffung|\bachats?\b|\bachet|\bcompras\b|\bcomprador/,
  ],
  ["product", /\bproducts?\b|\bprodukt(?!ion)|\bproduits?\b|\bproductos?\b|\bux\b|\bcpo\b/],
  [
    "sales",
    /\bsales\b|\brevenue\b|\brevops\b|\baccount (?:executive|manager|director)s?\b|\bkey account|\bbusiness development\b|\bb ?dr\b|\bsdr\b|vertrieb|verkauf|\bcommercial|\bventes\b|\bventas\b|\bcomercial|\bcro\b|\bpartnerships?\b/,
  ],
  [
    "security",
    /\bsecurity\b|\bc?iso\b|\binfosec\b|\bcyber|\bsecops\b|\bsoc (?:analyst|manager|lead)|sicherheit|\bsecurite\b|\bseguridad\b|\brssi\b|\bcso\b|\bthreat\b|\bpentest/,
  ],
];

/**
 * What a title says of somebody's seniority and work.
 * @returns undefined for a title in letters that we cannot read: that is not known, and not "neither"
 */
export function roleOfTitle(title: string): Role | undefined {
  const known = remembered.get(title);
  if (known !== undefined) return known ?? undefined;
  const role = readTitle(title);
  if (remembered.size >= REMEMBERED) remembered.clear();
  remembered.set(title, role ?? null);
  return role;
}

const REMEMBERED = 20_000;
const remembered = new Map<string, Role | null>();

function readTitle(title: string): Role | undefined {
  const folded = fold(title);
  if (!/[a-z]/.test(folded)) return undefined;
  const seniority = SENIORITY.find(([, pattern]) => pattern.test(folded))?.[0];
  if (seniority === "none") return { seniority: undefined, fields: [] };
  // Whom somebody assists says nothing of their own work.
  const own = /\bassist/.test(folded)
    ? folded.replace(/\b(?:to|of the|der|des|du|de la|del|von)\b.*$/, "")
    : folded;
  return { seniority, fields: FIELDS.filter(([, pattern]) => pattern.test(own)).map(([name]) => name) };
}

function fold(title: string): string {
  return title
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replaceAll("ß", "ss")
    .replace(/[^\p{L}\p{N}&]+/gu, " ")
    .trim();
}
