import { lockFolder } from "../../hub/store/lock.ts";

/* A process that takes a folder's lock, says how it went, and holds it until it is ended. */
const [folder = "", program = "holder"] = process.argv.slice(2);
try {
  const lock = await lockFolder(folder, program);
  lock.announce("http://127.0.0.1:4711");
  console.log("held");
  process.on("SIGTERM", async () => {
    await lock.release();
    process.exit(0);
  });
  setInterval(() => {}, 1000);
} catch (error) {
  console.log(`refused: ${(error as Error).message}`);
  process.exit(1);
}
