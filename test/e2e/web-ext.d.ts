/** The part of web-ext that the tests use; the package has no types of its own. */
declare module "web-ext" {
  interface Finding {
    code: string;
    message: string;
  }
  const webExt: {
    cmd: {
      lint(
        options: { sourceDir: string; output: "none" | "json" | "text"; boring?: boolean },
        run: { shouldExitProgram: boolean },
      ): Promise<{ summary: { errors: number; warnings: number }; errors: Finding[]; warnings: Finding[] }>;
    };
  };
  export default webExt;
}
