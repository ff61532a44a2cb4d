/** The arrows of the design: who may import whom. Data, so that the test reads like the drawing. */

export interface Import {
  /** The importing file, from the root, with `/`. */
  from: string;
  /** A file from the root for a relative import, else the package as written. */
  to: string;
  /** `import type`: gone at run time. */
  typeOnly: boolean;
}

interface Layer {
  name: string;
  holds: (file: string) => boolean;
  /** What it may import beside itself; packages are listed where they are restricted. */
  mayImport: (edge: Import) => boolean;
}

const under =
  (...folders: string[]) =>
  (file: string) =>
    folders.some((folder) => file.startsWith(`${folder}/`));
const isOurs = (target: string) =>
  under("lib", "hub", "desk", "components", "entrypoints", "test")(target) || target === "wxt.config.ts";
const isPackage = (target: string) => !isOurs(target);
const isTest = (file: string) => /\.test\.tsx?$/.test(file);

const NOUNS = [
  "access",
  "sources",
  "people",
  "ingest",
  "touchpoints",
  "content",
  "shares",
  "feedback",
  "claims",
  "opportunities",
];
/** What composes the nouns; no noun knows of it. */
const COMPOSERS = [
  "hub/context",
  "hub/imports",
  "hub/privacy",
  "hub/backup",
  "hub/conditions",
  "hub/recommend",
  "hub/reader",
  "hub/today",
  "hub/talk",
  "hub/notices",
];
/** What nouns may use though its folder composes: it writes a table and knows no noun. */
const INFRASTRUCTURE = ["hub/notices/tell.ts"];
const browserPackages = /^(wxt|webextension-polyfill|@wxt-dev)/;

export const layers: Layer[] = [
  {
    name: "lib/contract imports only zod",
    holds: under("lib/contract"),
    mayImport: ({ to }) => under("lib/contract")(to) || to === "zod",
  },
  {
    name: "lib/crm is pure: itself and the contract's types",
    holds: under("lib/crm"),
    mayImport: ({ to }) => under("lib/crm", "lib/contract")(to),
  },
  {
    name: "lib/bridge, lib/gateway, lib/panel, lib/desk and lib/reader never import the hub, components or entrypoints",
    holds: under("lib/bridge", "lib/gateway", "lib/panel", "lib/desk", "lib/reader"),
    mayImport: ({ to }) => isPackage(to) || under("lib")(to),
  },
  {
    name: "components touch no browser API and no gateway",
    holds: under("components"),
    mayImport: ({ to, typeOnly }) =>
      isPackage(to)
        ? !browserPackages.test(to)
        : under("components", "lib/panel", "lib/desk", "lib/reader", "lib/contract")(to) ||
          (under("lib/bridge")(to) && typeOnly),
  },
  {
    name: "entrypoints wire the extension's parts and never import the hub",
    holds: under("entrypoints"),
    mayImport: ({ to }) => isPackage(to) || under("entrypoints", "lib", "components")(to),
  },
  {
    name: "the desk and the reader wire their parts and never import the hub",
    holds: under("desk"),
    mayImport: ({ to }) =>
      isPackage(to)
        ? !browserPackages.test(to)
        : under("desk", "lib/desk", "lib/reader", "lib/contract", "components")(to),
  },
  {
    name: "the hub imports of the rest only lib/contract",
    holds: under("hub"),
    mayImport: ({ to }) => isPackage(to) || under("hub", "lib/contract")(to),
  },
  ...NOUNS.map((noun) => ({
    name: `hub/${noun} imports no other noun`,
    holds: under(`hub/${noun}`),
    mayImport: ({ to }: Import) =>
      INFRASTRUCTURE.includes(to) ||
      !under(...NOUNS.filter((other) => other !== noun).map((other) => `hub/${other}`), ...COMPOSERS)(to),
  })),
];

/** Every import that breaks a layer, as one line each. Tests may reach anywhere. */
export function violations(imports: Import[]): string[] {
  const found: string[] = [];
  for (const edge of imports) {
    if (isTest(edge.from)) continue;
    for (const layer of layers) {
      if (layer.holds(edge.from) && !layer.mayImport(edge))
        found.push(`${edge.from} imports ${edge.to}, but: ${layer.name}`);
    }
  }
  return found;
}
