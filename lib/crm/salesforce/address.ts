import { isSandbox } from "../../contract/record-key.ts";
import type { Place } from "../crm.ts";
import { eighteen } from "./ids.ts";
import { objectOf } from "./objects.ts";
import { orgOf } from "./org.ts";

// Each reads one form of address and gives the id in it, unchecked. The forms are listed in the test.

const RECORD =
  /^\/lightning\/(?:app\/[^/]+\/)?r\/(?:[A-Za-z][A-Za-z0-9_]*\/)?([A-Za-z0-9]{18}|[A-Za-z0-9]{15})(?:\/(?:view|edit|related\/[^/]+\/view))?\/?$/;
const QUICK_ACTION = /^\/lightning\/(?:app\/[^/]+\/)?action\/quick\/[^/]+\/?$/;
/** A form for a new record in front of the page it was opened on. */
const NEW_RECORD = /^\/lightning\/(?:app\/[^/]+\/)?o\/[A-Za-z][A-Za-z0-9_]*\/new\/?$/;
const CLASSIC = /^\/([A-Za-z0-9]{18}|[A-Za-z0-9]{15})(?:\/e)?\/?$/;
const ONE_APP = /^\/one\/one\.app$/;
const OLD_RECORD =
  /^\/sObject\/([A-Za-z0-9]{18}|[A-Za-z0-9]{15})(?:\/(?:view|edit|rlName\/[^/]+\/view))?\/?(?:\?|$)/;
const ALOHA = /^\/alohaRedirect(\/.*)$/;
const CLASSIC_CONSOLE = /^\/console$/;

/** An address inside an address may hold one more, but no more: nothing that people do nests deeper. */
const DEEPEST = 3;

/**
 * The record that a Salesforce address shows. The address alone decides, never the page:
 * in a console the path is the subtab in front, and `ws` only its parent, so a task's subtab shows no person.
 * @param href an absolute address
 * @returns null for lists, homes, setup, other objects, ids with a wrong checksum, and hosts that are no org's
 */
export function locate(href: string): Place | null {
  const url = parsed(href);
  if (url?.protocol !== "https:") return null;
  const org = orgOf(url.hostname);
  const id = eighteen(idIn(url, 0) ?? "");
  const known = id === null ? null : objectOf(id);
  if (org === null || id === null || known === null) return null;
  const record = { crm: "salesforce", org, object: known.object, id };
  return { record, sandbox: isSandbox(org), subject: known.subject, label: known.object };
}

function idIn(url: URL, depth: number): string | null {
  if (depth > DEEPEST) return null;
  const path = url.pathname;
  const plain = RECORD.exec(path)?.[1];
  if (plain) return plain;
  if (QUICK_ACTION.test(path)) {
    return url.searchParams.get("recordId") ?? behind(url, depth);
  }
  if (NEW_RECORD.test(path)) return behind(url, depth);
  if (ONE_APP.test(path)) return idInFragment(url, depth);
  if (CLASSIC_CONSOLE.test(path)) return nested(url, decoded(url.hash.slice(1)), depth);
  return CLASSIC.exec(path)?.[1] ?? null;
}

/** The page under a dialog. */
function behind(url: URL, depth: number): string | null {
  return nested(url, url.searchParams.get("backgroundContext"), depth);
}

/** `#/sObject/…`, `#/alohaRedirect/<Classic path>`, or base64 of JSON that names the record or an address. */
function idInFragment(url: URL, depth: number): string | null {
  const fragment = decoded(url.hash.slice(1));
  if (fragment === null) return null;
  const old = OLD_RECORD.exec(fragment)?.[1];
  if (old) return old;
  const classic = ALOHA.exec(fragment)?.[1];
  if (classic) return nested(url, classic, depth);
  if (fragment.startsWith("/")) return null;
  const attributes = attributesIn(fragment);
  const id = attributes.recordId;
  if (typeof id === "string") return id;
  const target = attributes.url ?? attributes.address;
  return typeof target === "string" ? nested(url, target, depth) : null;
}

function attributesIn(base64: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(atob(base64));
    const attributes = isObject(value) && isObject(value.attributes) ? value.attributes : value;
    return isObject(attributes) ? attributes : {};
  } catch {
    return {};
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Reads a path as one of the same org's; an address of another org is none of this page's. */
function nested(url: URL, path: string | null, depth: number): string | null {
  const inner = path ? parsed(path, url.origin) : null;
  return inner && orgOf(inner.hostname) === orgOf(url.hostname) ? idIn(inner, depth + 1) : null;
}

function parsed(href: string, base?: string): URL | null {
  try {
    return new URL(href, base);
  } catch {
    return null;
  }
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
