import type { RequestListener } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { makeCertificate } from "../support/certificate.ts";

export interface HttpsServer {
  port: number;
  /** The certificate in PEM. */
  certificate: string;
  close(): Promise<void>;
}

/**
 * Serves over HTTPS on loopback and a free port, with a certificate made for this run. Browsers
 * reach it under any host name that is mapped to it.
 */
export async function startHttps(hosts: readonly string[], listener: RequestListener): Promise<HttpsServer> {
  const { key, cert } = await makeCertificate(hosts);
  const server = createServer({ key, cert }, listener);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    certificate: cert,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
