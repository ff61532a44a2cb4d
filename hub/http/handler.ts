import type { z } from "zod";
import type { EndpointName, endpoints } from "../../lib/contract/endpoints.ts";
import type { Role } from "../../lib/contract/member.ts";

/** Who calls, as the bearer token says. */
export type CallerIs =
  | {
      kind: "member";
      member: { id: string; name: string; email: string; role: Role };
      tokenId: string;
    }
  | { kind: "admin" }
  | { kind: "anyone" };

/** What a handler may know of a call besides its request. */
export interface Call {
  caller: CallerIs;
  /** A uuid that becomes the new row's id; made here when a write came without one. */
  idempotencyKey: string;
  /** The client's network address, for limits; never logged. */
  address: string;
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
