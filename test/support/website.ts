import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { build } from "esbuild";

export interface Website {
  /** `http://localhost:<port>` */
  url: string;
  close(): Promise<void>;
}

/**
 * A company's website that runs Segment's own browser library, bundled from the package, and sends where it is
 * told. Its pages are at any path; `window.analytics` is the library.
 * @param hub `http://127.0.0.1:<port>`, the hub or what stands before it
 */
export async function startWebsite(hub: string, writeKey: string): Promise<Website> {
  const settings = { writeKey, apiHost: `${new URL(hub).host}/v1`, protocol: "http" };
  const { outputFiles } = await build({
    stdin: {
      contents: `
        import { AnalyticsBrowser } from "@segment/analytics-next";
        const { writeKey, apiHost, protocol } = ${JSON.stringify(settings)};
        const cdnSettings = { integrations: { "Segment.io": { apiKey: writeKey, apiHost, protocol } } };
        const [analytics] = await AnalyticsBrowser.load({ writeKey, cdnSettings });
        window.analytics = analytics;`,
      resolveDir: process.cwd(),
      loader: "ts",
    },
    bundle: true,
    write: false,
    format: "esm",
    target: "es2022",
    platform: "browser",
    logLevel: "silent",
  });
  const script = outputFiles[0]?.text ?? "";
  const server = createServer((request, response) => {
    const isScript = request.url === "/site.js";
    response.writeHead(200, { "content-type": isScript ? "text/javascript" : "text/html; charset=utf-8" });
    response.end(
      isScript
        ? script
        : `<!doctype html><title>Pricing | Example</title><h1>Pricing</h1><script type="module" src="/site.js"></script>`,
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
