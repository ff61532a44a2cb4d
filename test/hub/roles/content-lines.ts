import type { EndpointName } from "../../../lib/contract/endpoints.ts";
import { type Line, members, NOBODY, none, writers } from "./line.ts";

const noContent = { answers: none(writers), by: /no content of that id/ };
const noUpload = { answers: none(writers), by: /no such upload of yours/ };
const noVersion = /no version of that id/;
const guidance = {
  conditions: { to: [], joint: "and", when: [], except: [] },
  toGet: "",
  noException: true,
  how: { openWith: "", show: "", ask: "", nextStep: "" },
};
const forSomebody = {
  ...guidance,
  conditions: { ...guidance.conditions, to: [{ fact: "country", any: ["Norway"] }] },
};

export const contentLines = {
  assets: { answers: writers, ask: () => ({}) },
  asset: { ...noContent, ask: () => ({ id: NOBODY }) },
  addAsset: { answers: writers, ask: () => ({ title: "A text", from: { text: "Some words" } }) },
  changeAsset: { ...noContent, ask: () => ({ id: NOBODY, retired: true }) },
  addVersion: {
    ...noContent,
    ask: () => ({ assetId: NOBODY, from: { text: "Other words" }, whatChanged: "The words" }),
  },
  verifyAsset: { ...noContent, ask: () => ({ id: NOBODY }) },
  setPoster: {
    answers: none(writers),
    ask: () => ({ versionId: NOBODY, fileId: NOBODY, seconds: 10 }),
    by: noVersion,
  },
  importAddresses: {
    answers: writers,
    ask: () => ({}),
    file: "Address,Title\nhttps://acme.example/a,A page\n",
  },
  beginUpload: { answers: writers, ask: () => ({ name: "a.pdf", bytes: 1_000 }) },
  uploadState: { ...noUpload, ask: () => ({ id: NOBODY }) },
  uploadBytes: { ...noUpload, ask: () => ({ id: NOBODY, offset: "0" }), file: "bytes" },
  finishUpload: { ...noUpload, ask: () => ({ id: NOBODY }) },
  saveDraft: { ...noContent, ask: () => ({ assetId: NOBODY, guidance }) },
  discardDraft: { answers: writers, ask: () => ({ assetId: NOBODY }) },
  publishGuidance: {
    answers: none(writers),
    ask: () => ({ assetIds: [NOBODY], guidance: forSomebody }),
    by: /Some of this content is not there/,
  },
  openVersion: {
    answers: none(members),
    ask: () => ({ versionId: NOBODY, what: "original" }),
    by: noVersion,
  },
  searchContent: { answers: members, ask: () => ({ query: "words" }) },
} satisfies Partial<Record<EndpointName, Line>>;
