import * as context from "../context.ts";
import * as touchpoint from "../touchpoint.ts";
import type { Endpoint } from "./endpoint.ts";

/** What a rep sees. */
export const contextEndpoints = {
  context: {
    method: "POST",
    path: "/api/context",
    needs: "readLeads",
    write: false,
    summary: "What marketing knows about the person of a record",
    request: context.ContextRequest,
    reply: context.ContextReply,
  },
  touchpoints: {
    method: "POST",
    path: "/api/touchpoints",
    needs: "readLeads",
    write: false,
    summary: "A person's history, newest first, by cursor",
    request: touchpoint.TouchpointsRequest,
    reply: touchpoint.TouchpointPage,
  },
  seen: {
    method: "POST",
    path: "/api/seen",
    needs: "readLeads",
    write: false,
    summary: "What was shown to this member",
    request: context.SeenRequest,
    reply: context.SeenReply,
  },
  brief: {
    method: "POST",
    path: "/api/brief",
    needs: "readLeads",
    write: false,
    summary: "All that the closed tab needs",
    request: context.BriefRequest,
    reply: context.BriefReply,
  },
  confirm: {
    method: "POST",
    path: "/api/confirmations",
    needs: "readLeads",
    write: true,
    summary: "Say that a record is a person",
    request: context.ConfirmationRequest,
    reply: context.ConfirmationReply,
  },
  undoConfirm: {
    method: "POST",
    path: "/api/confirmations/undo",
    needs: "readLeads",
    write: false,
    summary: "Take one's own confirmation back",
    request: context.ConfirmationUndoRequest,
    reply: context.ConfirmationUndoReply,
  },
} as const satisfies Record<string, Endpoint>;
