import { z } from "zod";
import { type Endpoint, type EndpointName, endpoints } from "../../lib/contract/endpoints.ts";
import { ERROR_STATUS, type ErrorCode, ErrorReply } from "../../lib/contract/error.ts";
import { Envelope } from "../../lib/contract/hub.ts";
import { CONTRACT } from "../../lib/contract/version.ts";
import { RELEASE } from "../release.ts";

type Json = Record<string, unknown>;

/**
 * The OpenAPI 3.1 document of the contract's table, whose schemas are plain JSON Schema 2020-12.
 * @param serverUrl the team's address
 */
export function openApiDocument(serverUrl: string): Json {
  const paths: Record<string, Json> = {};
  for (const [name, endpoint] of Object.entries(endpoints) as [EndpointName, Endpoint][]) {
    paths[endpoint.path] = {
      ...paths[endpoint.path],
      [endpoint.method.toLowerCase()]: operation(name, endpoint),
    };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Leadside hub",
      version: RELEASE,
      description: `Contract ${CONTRACT}. Within it changes only add; ignore fields and values you do not know.`,
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: serverUrl }],
    paths,
    components: {
      schemas: {
        Envelope: schemaOf(Envelope, "output"),
        Error: withEnvelope(schemaOf(ErrorReply, "output")),
      },
      securitySchemes: { bearer: { type: "http", scheme: "bearer" } },
    },
  };
}

function operation(name: EndpointName, endpoint: Endpoint): Json {
  const errors: ErrorCode[] = ["bad_request", "unavailable", "internal"];
  if (endpoint.caller !== "anyone") errors.push("unauthorized", "forbidden");
  if (endpoint.write) errors.push("conflict");
  return {
    operationId: name,
    summary: endpoint.summary,
    ...(endpoint.caller === "anyone" ? {} : { security: [{ bearer: [] }] }),
    ...(endpoint.write ? { parameters: [IDEMPOTENCY_KEY] } : {}),
    ...(endpoint.request
      ? { requestBody: { required: true, content: json(schemaOf(endpoint.request, "input")) } }
      : {}),
    responses: {
      200: { description: endpoint.summary, content: json(withEnvelope(schemaOf(endpoint.reply, "output"))) },
      ...Object.fromEntries(errors.map((code) => [ERROR_STATUS[code], ERROR])),
      default: ERROR,
    },
  };
}

const IDEMPOTENCY_KEY = {
  name: "Idempotency-Key",
  in: "header",
  required: false,
  description:
    "Becomes the new row's id. Same key and payload, same answer, for ever. Without it the hub makes one, and the write cannot be repeated safely.",
  schema: { type: "string", format: "uuid" },
};

const json = (schema: Json) => ({ "application/json": { schema } });
const withEnvelope = (schema: Json) => ({ allOf: [{ $ref: "#/components/schemas/Envelope" }, schema] });
const ERROR = {
  description: "What went wrong, by code, in a sentence fit to be shown",
  content: json({ $ref: "#/components/schemas/Error" }),
};

function schemaOf(schema: z.ZodType, io: "input" | "output"): Json {
  const { $schema, ...rest } = z.toJSONSchema(schema, {
    io,
    unrepresentable: "any",
    // Within the contract changes only add, at any depth.
    override({ jsonSchema }) {
      if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
    },
  });
  return rest;
}
