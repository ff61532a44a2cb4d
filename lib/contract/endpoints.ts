import type { z } from "zod";
import * as aside from "./aside.ts";
import * as context from "./context.ts";
import * as hub from "./hub.ts";
import * as imports from "./import.ts";
import * as job from "./job.ts";
import * as member from "./member.ts";
import type { Permission } from "./permissions.ts";
import * as person from "./person.ts";
import * as privacy from "./privacy.ts";
import * as rules from "./rules.ts";
import * as source from "./source.ts";
import * as touchpoint from "./touchpoint.ts";

export interface Endpoint {
  method: "GET" | "POST";
  /** `{name}` stands for a part of `request`. */
  path: string;
  /** What a caller must be allowed to do: see permissions.ts. */
  needs: Permission;
  /** Writes carry `Idempotency-Key`, a uuid. */
  write: boolean;
  summary: string;
  /** The JSON body. Of a GET and of an upload, what stands in path and query, as text. */
  request?: z.ZodObject;
  /** The body is a file of this type instead of JSON. */
  upload?: string;
  reply: z.ZodObject;
  /** The answer is a file of this type instead of JSON, and `reply` says nothing. */
  download?: string;
}

/** Every endpoint of the hub, one entry each. Routes, client and OpenAPI are made from it. */
export const endpoints = {
  health: {
    method: "GET",
    path: "/healthz",
    needs: "open",
    write: false,
    summary: "The hub is alive",
    reply: hub.HealthReply,
  },
  ready: {
    method: "GET",
    path: "/readyz",
    needs: "open",
    write: false,
    summary: "The store is reachable",
    reply: hub.ReadyReply,
  },
  invite: {
    method: "POST",
    path: "/api/invites",
    needs: "manageMembers",
    write: true,
    summary: "Invite one e-mail address, once, for seven days",
    request: member.InviteRequest,
    reply: member.InviteReply,
  },
  join: {
    method: "POST",
    path: "/api/join",
    needs: "open",
    write: true,
    summary: "Become a member with an invitation's code",
    request: member.JoinRequest,
    reply: member.JoinReply,
  },
  me: {
    method: "GET",
    path: "/api/me",
    needs: "ownAccess",
    write: false,
    summary: "Who this token belongs to",
    reply: member.MeReply,
  },
  signOut: {
    method: "POST",
    path: "/api/sign-out",
    needs: "ownAccess",
    write: false,
    summary: "Revoke this token",
    reply: member.SignOutReply,
  },
  addSource: {
    method: "POST",
    path: "/api/sources",
    needs: "manageSources",
    write: true,
    summary: "Add a tool that sends events",
    request: source.SourceRequest,
    reply: source.SourceReply,
  },
  sources: {
    method: "GET",
    path: "/api/sources",
    needs: "manageSources",
    write: false,
    summary: "The tools that send events, and how they do",
    request: source.SourcesRequest,
    reply: source.SourcesReply,
  },
  rerunRules: {
    method: "POST",
    path: "/api/rules/rerun",
    needs: "manageSources",
    write: false,
    summary: "Run today's rules over what was received, some thousands of events a call",
    request: rules.RulesRerunRequest,
    reply: rules.RulesRerunReply,
  },
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
  invites: {
    method: "GET",
    path: "/api/invites",
    needs: "manageMembers",
    write: false,
    summary: "Invitations that still admit somebody",
    reply: member.InvitesReply,
  },
  revokeInvite: {
    method: "POST",
    path: "/api/invites/revoke",
    needs: "manageMembers",
    write: false,
    summary: "Take an invitation back",
    request: member.RevokeInviteRequest,
    reply: member.RevokeInviteReply,
  },
  members: {
    method: "GET",
    path: "/api/members",
    needs: "manageMembers",
    write: false,
    summary: "Members, their roles and devices",
    reply: member.MembersReply,
  },
  changeMember: {
    method: "POST",
    path: "/api/members/change",
    needs: "manageMembers",
    write: false,
    summary: "Give a member another role, deactivate or reactivate them",
    request: member.ChangeMemberRequest,
    reply: member.ChangeMemberReply,
  },
  memberDevices: {
    method: "POST",
    path: "/api/members/devices",
    needs: "manageMembers",
    write: false,
    summary: "The devices of a member",
    request: member.MemberDevicesRequest,
    reply: member.DevicesReply,
  },
  revokeMemberDevice: {
    method: "POST",
    path: "/api/members/devices/revoke",
    needs: "manageMembers",
    write: false,
    summary: "Refuse a member's device from now on",
    request: member.RevokeDeviceRequest,
    reply: member.RevokeDeviceReply,
  },
  devices: {
    method: "GET",
    path: "/api/devices",
    needs: "ownAccess",
    write: false,
    summary: "My devices",
    reply: member.DevicesReply,
  },
  addDevice: {
    method: "POST",
    path: "/api/devices/code",
    needs: "ownAccess",
    write: true,
    summary: "A short code that admits another device of mine, once, for ten minutes",
    request: member.DeviceCodeRequest,
    reply: member.DeviceCodeReply,
  },
  revokeDevice: {
    method: "POST",
    path: "/api/devices/revoke",
    needs: "ownAccess",
    write: false,
    summary: "Refuse a device of mine from now on",
    request: member.RevokeDeviceRequest,
    reply: member.RevokeDeviceReply,
  },
  rotateKey: {
    method: "POST",
    path: "/api/sources/rotate",
    needs: "manageSources",
    write: true,
    summary: "Give a source a new write key; the old one runs out",
    request: source.RotateKeyRequest,
    reply: source.RotateKeyReply,
  },
  deleteSource: {
    method: "POST",
    path: "/api/sources/delete",
    needs: "manageSources",
    write: false,
    summary: "Take nothing more from a source",
    request: source.DeleteSourceRequest,
    reply: source.DeleteSourceReply,
  },
  restoreSource: {
    method: "POST",
    path: "/api/sources/restore",
    needs: "manageSources",
    write: false,
    summary: "Take from a deleted source again",
    request: source.RestoreSourceRequest,
    reply: source.RestoreSourceReply,
  },
  aside: {
    method: "POST",
    path: "/api/events/aside",
    needs: "manageSources",
    write: false,
    summary: "Events that were kept aside, by reason and shape",
    request: aside.AsideRequest,
    reply: aside.AsideReply,
  },
  asideBody: {
    method: "POST",
    path: "/api/events/aside/body",
    needs: "manageSources",
    write: false,
    summary: "One event that was kept aside, as it came",
    request: aside.AsideBodyRequest,
    reply: aside.AsideBodyReply,
  },
  redrive: {
    method: "POST",
    path: "/api/events/redrive",
    needs: "manageSources",
    write: false,
    summary: "Read events that were kept aside again, by today's rules",
    request: aside.RedriveRequest,
    reply: aside.RedriveReply,
  },
  dismiss: {
    method: "POST",
    path: "/api/events/dismiss",
    needs: "manageSources",
    write: false,
    summary: "Throw events that were kept aside away",
    request: aside.DismissRequest,
    reply: aside.DismissReply,
  },
  importPeople: {
    method: "POST",
    path: "/api/people/import",
    needs: "importPeople",
    write: true,
    summary: "Import a CRM report",
    request: imports.ImportRequest,
    upload: "text/csv",
    reply: imports.ImportReply,
  },
  imports: {
    method: "GET",
    path: "/api/imports",
    needs: "importPeople",
    write: false,
    summary: "Imports, newest first",
    request: imports.ImportsRequest,
    reply: imports.ImportsReply,
  },
  import: {
    method: "GET",
    path: "/api/imports/{id}",
    needs: "importPeople",
    write: false,
    summary: "How far an import is, and the lines that it could not take",
    request: imports.ImportStateRequest,
    reply: imports.ImportStateReply,
  },
  findPeople: {
    method: "POST",
    path: "/api/people/find",
    needs: "mendPeople",
    write: false,
    summary: "A person by address, record or id, with every name they go by",
    request: person.FindPeopleRequest,
    reply: person.FindPeopleReply,
  },
  mergePeople: {
    method: "POST",
    path: "/api/people/merge",
    needs: "mendPeople",
    write: true,
    summary: "Make two persons one",
    request: person.MergePeopleRequest,
    reply: person.MergePeopleReply,
  },
  merges: {
    method: "POST",
    path: "/api/people/merges",
    needs: "mendPeople",
    write: false,
    summary: "Who became one, and why",
    request: person.MergesRequest,
    reply: person.MergesReply,
  },
  undoMerge: {
    method: "POST",
    path: "/api/people/merges/undo",
    needs: "mendPeople",
    write: false,
    summary: "Part two who were made one",
    request: person.UndoMergeRequest,
    reply: person.UndoMergeReply,
  },
  conflicts: {
    method: "POST",
    path: "/api/people/conflicts",
    needs: "mendPeople",
    write: false,
    summary: "Two persons whom something named as one",
    request: person.ConflictsRequest,
    reply: person.ConflictsReply,
  },
  keepApart: {
    method: "POST",
    path: "/api/people/conflicts/keep-apart",
    needs: "mendPeople",
    write: false,
    summary: "Settle a conflict: they are two",
    request: person.KeepApartRequest,
    reply: person.KeepApartReply,
  },
  erasePerson: {
    method: "POST",
    path: "/api/people/erase",
    needs: "protectPeople",
    write: true,
    summary: "Erase a person, everywhere",
    request: privacy.EraseRequest,
    reply: privacy.EraseReply,
  },
  erasures: {
    method: "POST",
    path: "/api/erasures",
    needs: "protectPeople",
    write: false,
    summary: "Erasures, newest first",
    request: privacy.ErasuresRequest,
    reply: privacy.ErasuresReply,
  },
  erasure: {
    method: "GET",
    path: "/api/erasures/{id}",
    needs: "protectPeople",
    write: false,
    summary: "What an erasure took",
    request: privacy.ErasureRequest,
    reply: privacy.Erasure,
  },
  exportPerson: {
    method: "POST",
    path: "/api/people/export",
    needs: "protectPeople",
    write: false,
    summary: "What is held about a person",
    request: privacy.ExportPersonRequest,
    reply: privacy.ExportPersonReply,
  },
  suppressions: {
    method: "POST",
    path: "/api/suppressions",
    needs: "protectPeople",
    write: false,
    summary: "Who is held off since they were erased",
    request: privacy.SuppressionsRequest,
    reply: privacy.SuppressionsReply,
  },
  liftSuppression: {
    method: "POST",
    path: "/api/suppressions/lift",
    needs: "protectPeople",
    write: false,
    summary: "Let an erased person come back",
    request: privacy.LiftSuppressionRequest,
    reply: privacy.LiftSuppressionReply,
  },
  lookUps: {
    method: "POST",
    path: "/api/look-ups",
    needs: "protectPeople",
    write: false,
    summary: "Who looked up whom, when and how",
    request: privacy.LookUpsRequest,
    reply: privacy.LookUpsReply,
  },
  retention: {
    method: "GET",
    path: "/api/retention",
    needs: "protectPeople",
    write: false,
    summary: "How long each kind of data is kept",
    reply: privacy.RetentionReply,
  },
  changeRetention: {
    method: "POST",
    path: "/api/retention",
    needs: "protectPeople",
    write: false,
    summary: "Change how long data is kept",
    request: privacy.ChangeRetentionRequest,
    reply: privacy.RetentionReply,
  },
  export: {
    method: "GET",
    path: "/api/export",
    needs: "operate",
    write: false,
    summary: "The whole hub as one file, from one snapshot",
    download: "application/gzip",
    reply: hub.ExportReply,
  },
  jobs: {
    method: "GET",
    path: "/api/jobs",
    needs: "operate",
    write: false,
    summary: "Work that waits, runs or was given up",
    reply: job.JobsReply,
  },
  retryJob: {
    method: "POST",
    path: "/api/jobs/retry",
    needs: "operate",
    write: false,
    summary: "Try a job that was given up once more",
    request: job.RetryJobRequest,
    reply: job.RetryJobReply,
  },
} as const satisfies Record<string, Endpoint>;

export type EndpointName = keyof typeof endpoints;
type Table = typeof endpoints;
/** What a call takes; of a GET and an upload, the parts of its path and query. */
export type RequestOf<Name extends EndpointName> = Table[Name] extends {
  request: infer Schema extends z.ZodType;
}
  ? z.input<Schema>
  : undefined;
export type ReplyOf<Name extends EndpointName> = z.output<Table[Name]["reply"]>;

/** The address of a call, with the parts of its request that stand in path and query. */
export function addressOf(endpoint: Endpoint, request: unknown): string {
  const left = new Map<string, unknown>(
    Object.entries(request ?? {}).filter(([, value]) => value !== undefined),
  );
  const path = endpoint.path.replace(/\{(\w+)\}/g, (_whole, name: string) => {
    const value = String(left.get(name) ?? "");
    left.delete(name);
    return encodeURIComponent(value);
  });
  if (endpoint.method === "POST" && endpoint.upload === undefined) return path;
  const query = [...left].map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`);
  return query.length === 0 ? path : `${path}?${query.join("&")}`;
}
