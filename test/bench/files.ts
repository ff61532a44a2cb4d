import { createDatabase, startPostgres } from "../support/postgres.ts";
import { ranges } from "./file-ranges.ts";
import { uploads } from "./file-uploads.ts";
import { largeVideo } from "./large-video.ts";
import type { Row } from "./report.ts";

/** Uploading 100 MB, and reading it again by ranges, on both engines. */
export async function files(): Promise<Row[]> {
  const server = await startPostgres({ durable: true });
  const file = await largeVideo();
  try {
    return [
      ...(await uploads("PostgreSQL", { databaseUrl: await createDatabase(server.url) }, file)),
      ...(await uploads("PGlite", {}, file)),
      ...(await ranges("PostgreSQL", server, file)),
      ...(await ranges("PGlite", "pglite", file)),
    ];
  } finally {
    await server.stop();
  }
}
