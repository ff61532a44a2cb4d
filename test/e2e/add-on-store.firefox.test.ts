import { expect, inject, it } from "vitest";
import webExt from "web-ext";

it("the add-on store's own linter finds no error in the Firefox build", async () => {
  const found = await webExt.cmd.lint(
    { sourceDir: inject("extensionDir"), output: "none", boring: true },
    { shouldExitProgram: false },
  );
  expect(found.errors.map(({ code, message }) => `${code}: ${message}`)).toEqual([]);
  expect(found.summary.errors).toBe(0);
});
