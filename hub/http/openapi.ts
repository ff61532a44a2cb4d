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
  if (endpoint.needs !== "open") errors.push("unauthorized", "forbidden");
  if (endpoint.write) errors.push("conflict");
  const parameters = [...(endpoint.write ? [IDEMPOTENCY_KEY] : []), ...addressParameters(endpoint)];
  return {
    operationId: name,
    summary: endpoint.summary,
    ...(endpoint.needs === "open" ? {} : { security: [{ bearer: [] }] }),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...requestBody(endpoint),
    responses: {
      200: { description: endpoint.summary, content: answerOf(endpoint) },
      ...Object.fromEntries(errors.map((code) => [ERROR_STATUS[code], ERROR])),
      default: ERROR,
    },
  };
}

const isJsonCall = ({ method, upload }: Endpoint) => method !== "GET" && upload === undefined;
const FILE = { schema: { type: "string", format: "binary" } };

function requestBody(endpoint: Endpoint): Json {
  if (endpoint.upload !== undefined)
    return { requestBody: { required: true, content: { [endpoint.upload]: FILE } } };
  if (endpoint.request === undefined || !isJsonCall(endpoint)) return {};
  return { requestBody: { required: true, content: json(schemaOf(endpoint.request, "input")) } };
}

function answerOf({ download, reply }: Endpoint): Json {
  return download === undefined ? json(withEnvelope(schemaOf(reply, "output"))) : { [download]: FILE };
}

/** What stands in path and query, where the body is a file or none. */
function addressParameters(endpoint: Endpoint): Json[] {
  if (endpoint.request === undefined || isJsonCall(endpoint)) return [];
  const { properties = {}, required = [] } = schemaOf(endpoint.request, "input") as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: endpoint.path.includes(`{${name}}`) ? "path" : "query",
    required: required.includes(name),
    schema,
  }));
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
