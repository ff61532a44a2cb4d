import type { TestProject } from "vitest/node";
import { migrate } from "../../hub/store/migrate.ts";
import { openPostgres } from "../../hub/store/postgres.ts";
import { administer, databaseUrl, startPostgres } from "./postgres.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** A server for this run; it has a database `TEMPLATE`, migrated and empty. */
    postgresUrl: string;
  }
}

export const TEMPLATE = "leadside_template";

/** Starts one PostgreSQL server for the whole run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startPostgres();
  console.log(`Tests run on PGlite and on ${server.what}`);
  await administer(server.url, `create database ${TEMPLATE}`);
  const store = await openPostgres(databaseUrl(server.url, TEMPLATE));
  await migrate(store);
  await store.close();
  project.provide("postgresUrl", server.url);
  return server.stop;
}
