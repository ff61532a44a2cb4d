import type { z } from "zod";
import * as context from "./context.ts";
import * as hub from "./hub.ts";
import * as member from "./member.ts";
import * as rules from "./rules.ts";
import * as source from "./source.ts";
import * as touchpoint from "./touchpoint.ts";

/** Who may call: anyone, any member, or an admin (`LEADSIDE_ADMIN_TOKEN` and the run's token included). */
export type Caller = "anyone" | "member" | "admin";

export interface Endpoint {
  method: "GET" | "POST";
  path: string;
  caller: Caller;
  /** Writes carry `Idempotency-Key`, a uuid. */
  write: boolean;
  summary: string;
  request?: z.ZodObject;
  reply: z.ZodObject;
}

/** Every JSON endpoint of the hub, one line each. Routes, client and OpenAPI are made from it. */
export const endpoints = {
  health: {
    method: "GET",
    path: "/healthz",
    caller: "anyone",
    write: false,
    summary: "The hub is alive",
    reply: hub.HealthReply,
  },
  ready: {
    method: "GET",
    path: "/readyz",
    caller: "anyone",
    write: false,
    summary: "The store is reachable",
    reply: hub.ReadyReply,
  },
  invite: {
    method: "POST",
    path: "/api/invites",
    caller: "admin",
    write: true,
    summary: "Invite one e-mail address, once, for seven days",
    request: member.InviteRequest,
    reply: member.InviteReply,
  },
  join: {
    method: "POST",
    path: "/api/join",
    caller: "anyone",
    write: true,
    summary: "Become a member with an invitation's code",
    request: member.JoinRequest,
    reply: member.JoinReply,
  },
  me: {
    method: "GET",
    path: "/api/me",
    caller: "member",
    write: false,
    summary: "Who this token belongs to",
    reply: member.MeReply,
  },
  signOut: {
    method: "POST",
    path: "/api/sign-out",
    caller: "member",
    write: false,
    summary: "Revoke this token",
    reply: member.SignOutReply,
  },
  addSource: {
    method: "POST",
    path: "/api/sources",
    caller: "admin",
    write: true,
    summary: "Add a tool that sends events",
    request: source.SourceRequest,
    reply: source.SourceReply,
  },
  sources: {
    method: "GET",
    path: "/api/sources",
    caller: "admin",
    write: false,
    summary: "The tools that send events, and how they do",
    reply: source.SourcesReply,
  },
  rerunRules: {
    method: "POST",
    path: "/api/rules/rerun",
    caller: "admin",
    write: false,
    summary: "Run today's rules over what was received, some thousands of events a call",
    request: rules.RulesRerunRequest,
    reply: rules.RulesRerunReply,
  },
  context: {
    method: "POST",
    path: "/api/context",
    caller: "member",
    write: false,
    summary: "What marketing knows about the person of a record",
    request: context.ContextRequest,
    reply: context.ContextReply,
  },
  touchpoints: {
    method: "POST",
    path: "/api/touchpoints",
    caller: "member",
    write: false,
    summary: "A person's history, newest first, by cursor",
    request: touchpoint.TouchpointsRequest,
    reply: touchpoint.TouchpointPage,
  },
  seen: {
    method: "POST",
    path: "/api/seen",
    caller: "member",
    write: false,
    summary: "What was shown to this member",
    request: context.SeenRequest,
    reply: context.SeenReply,
  },
  brief: {
    method: "POST",
    path: "/api/brief",
    caller: "member",
    write: false,
    summary: "All that the closed tab needs",
    request: context.BriefRequest,
    reply: context.BriefReply,
  },
  confirm: {
    method: "POST",
    path: "/api/confirmations",
    caller: "member",
    write: true,
    summary: "Say that a record is a person",
    request: context.ConfirmationRequest,
    reply: context.ConfirmationReply,
  },
  undoConfirm: {
    method: "POST",
    path: "/api/confirmations/undo",
    caller: "member",
    write: false,
    summary: "Take one's own confirmation back",
    request: context.ConfirmationUndoRequest,
    reply: context.ConfirmationUndoReply,
  },
} as const satisfies Record<string, Endpoint>;

export type EndpointName = keyof typeof endpoints;
export type RequestOf<Name extends EndpointName> = (typeof endpoints)[Name] extends {
  request: infer Schema extends z.ZodType;
}
  ? z.input<Schema>
  : undefined;
export type ReplyOf<Name extends EndpointName> = z.output<(typeof endpoints)[Name]["reply"]>;
