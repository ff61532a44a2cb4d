import { createGzip, type Gzip } from "node:zlib";

/** Takes the next bytes; what it gives is waited for, so that memory stays bounded. It throws when nobody reads any more. */
export type Take = (bytes: Buffer) => Promise<void>;

/** Whoever asked for it has gone. */
export class NobodyReads extends Error {
  override readonly name = "NobodyReads";
}

/** Text of this kind shrinks to a quarter; more effort makes it slower much sooner than smaller. */
const LEVEL = 4;

/** What a writer writes, compressed, as a stream that fails if the writer does: whoever reads it is told, then or later. */
export function compressed(write: (take: Take) => Promise<unknown>): Gzip {
  const gzip = createGzip({ level: LEVEL });
  // A failure before anybody reads would be the end of the process.
  gzip.on("error", () => {});
  const take: Take = async (bytes) => {
    if (!gzip.destroyed && !gzip.write(bytes)) await drained(gzip);
    if (gzip.destroyed) throw new NobodyReads();
  };
  write(take).then(
    () => gzip.end(),
    (error: Error) => gzip.destroy(error),
  );
  return gzip;
}

function drained(gzip: Gzip): Promise<void> {
  return new Promise((resolve) => {
    const settle = () => {
      gzip.off("drain", settle).off("close", settle);
      resolve();
    };
    gzip.on("drain", settle).on("close", settle);
  });
}
