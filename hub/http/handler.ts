import type { z } from "zod";
import type { EndpointName, endpoints } from "../../lib/contract/endpoints.ts";
import type { Role } from "../../lib/contract/member.ts";
import type { AskedBy } from "./session-cookie.ts";

/** Who calls, as the bearer token or the desk's cookie says. */
export type CallerIs =
  | {
      kind: "member";
      member: { id: string; name: string; email: string; role: Role };
      tokenId: string;
    }
  | { kind: "admin" }
  | { kind: "anyone" };

/**
 * Tells who a request speaks for, by its `Authorization` header or by the desk's cookie.
 * @throws ApiError `unauthorized` for a header that it does not know; a cookie that it does not know is nobody's
 */
export type Authenticate = (said: {
  authorization: string | undefined;
  session?: string | undefined;
}) => Promise<CallerIs>;

/** What a handler may know of a call besides its request. */
export interface Call {
  caller: CallerIs;
  /** A uuid that becomes the new row's id; made here when a write came without one. */
  idempotencyKey: string;
  /** The client's network address, for limits; never logged. */
  address: string;
  /** A page of ours, another one, or what is no browser. */
  askedBy: AskedBy;
  /** Signs this browser in at the desk with a token of the kind `session`, until then. */
  setSession(token: string, expiresAt: Date): void;
  /** Takes the cookie away. */
  endSession(): void;
  /** The body, of an endpoint that takes a file. */
  upload?: ReadableStream<Uint8Array> | undefined;
}

type Table = typeof endpoints;
type ParsedRequest<Name extends EndpointName> = Table[Name] extends {
  request: infer Schema extends z.ZodType;
}
  ? z.output<Schema>
  : undefined;
type WrittenReply<Name extends EndpointName> = Table[Name] extends { download: string }
  ? ReadableStream<Uint8Array>
  : z.input<Table[Name]["reply"]>;

/** Answers one endpoint of the contract: takes the parsed request, gives the reply or throws `ApiError`. */
export type Handler<Name extends EndpointName> = (
  request: ParsedRequest<Name>,
  call: Call,
) => Promise<WrittenReply<Name>>;

export type Handlers = { [Name in EndpointName]: Handler<Name> };
