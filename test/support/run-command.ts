import { spawn } from "node:child_process";
import { ROOT } from "./root.ts";

export interface Ended {
  code: number;
  output: string;
}

/** Runs a program in the project's folder to its end, and keeps what it says. */
export function runCommand(program: string, args: readonly string[]): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: ROOT, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    const keep = (chunk: Buffer) => {
      output += chunk;
    };
    child.stdout?.on("data", keep);
    child.stderr?.on("data", keep);
    child.once("error", reject);
    child.once("close", (code) => resolve({ code: code ?? 1, output }));
  });
}
