import { cpSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { defineConfig, type Plugin } from "vite";

const OUT = fileURLToPath(new URL("../../.output/reader", import.meta.url));

/** What pdf.js fetches while it runs, in a folder that is named after its release. */
function filesOfPdfJs(): Plugin {
  const packageFile = createRequire(import.meta.url).resolve("pdfjs-dist/package.json");
  const { version }: { version: string } = JSON.parse(readFileSync(packageFile, "utf8"));
  return {
    name: "files-of-pdf-js",
    writeBundle() {
      for (const folder of ["cmaps", "standard_fonts", "wasm", "iccs"]) {
        cpSync(join(dirname(packageFile), folder), join(OUT, "assets", `pdfjs-${version}`, folder), {
          recursive: true,
        });
      }
    },
  };
}

/** Smaller forms beside each file that gains by it: made once here, not for each prospect. */
function compressed(): Plugin {
  return {
    name: "compressed",
    enforce: "post",
    async closeBundle() {
      const files = readdirSync(join(OUT, "assets"), { recursive: true, encoding: "utf8" })
        .filter((name) => /\.(m?js|css|wasm|ttf|pfb)$/.test(name))
        .map((name) => join(OUT, "assets", name));
      await Promise.all(
        files.map(async (file) => {
          const bytes = readFileSync(file);
          const [zipped, brotli] = await Promise.all([
            promisify(gzip)(bytes, { level: 9 }),
            promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 10 } }),
          ]);
          if (zipped.length < bytes.length * 0.9) writeFileSync(`${file}.gz`, zipped);
          if (brotli.length < bytes.length * 0.9) writeFileSync(`${file}.br`, brotli);
        }),
      );
    },
  };
}

/** What prospects see. The hub writes the page itself, and finds these files by the manifest. */
export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  base: "/l/-/",
  logLevel: "warn",
  plugins: [filesOfPdfJs(), compressed()],
  build: {
    outDir: OUT,
    emptyOutDir: true,
    assetsInlineLimit: 0,
    manifest: "manifest.json",
    modulePreload: false,
    // Phones of the last four years; what they lack of the language, pdf.js brings along.
    target: ["es2022", "safari16", "chrome100", "firefox100"],
    chunkSizeWarningLimit: 700,
    rollupOptions: { input: fileURLToPath(new URL("./main.ts", import.meta.url)) },
  },
});
