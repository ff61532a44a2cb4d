import { type Command, count, needWord, when } from "./command.ts";
import { table } from "./table.ts";

export const jobCommands: Command[] = [
  {
    usage: "status",
    help: "How the hub is: release, database, tools, work that waits, events set aside, the last backup.",
    plan:
      () =>
      async ({ connect }) => {
        const hub = await connect();
        const [status, sources] = await Promise.all([hub.call("status", undefined), hub.call("sources", {})]);
        const newest = sources.items
          .map((source) => source.lastEventAt ?? "")
          .sort()
          .at(-1);
        const { jobs, aside } = status;
        const lines = [
          ...(status.problem ? [`Problem: ${status.problem}`] : []),
          `Leadside ${status.release} at ${hub.address}, since ${when(status.startedAt)}`,
          `Database: ${status.engine === "pglite" ? "embedded" : "PostgreSQL"}, migration ${status.migration}`,
          `Tools: ${count(sources.items.length)}${newest ? `, last event ${when(newest)}` : ", no event yet"}`,
          `Jobs: ${count(jobs.waiting)} waiting, ${count(jobs.failed)} given up${jobs.oldestDueAt ? `, the oldest due since ${when(jobs.oldestDueAt)}` : ""}`,
          `Events set aside: ${count(aside.rejected)} rejected, ${count(aside.conflicting)} conflicting`,
          status.lastExportAt
            ? `Last export: ${when(status.lastExportAt)}`
            : "No export was made yet. See: export",
        ];
        return { reply: { ...status, sources: sources.items }, text: lines.join("\n") };
      },
  },
  {
    usage: "jobs list",
    help: "Work that waits, runs or was given up.",
    plan:
      () =>
      async ({ connect }) => {
        const reply = await (await connect()).call("jobs", undefined);
        const text = table(
          ["Id", "Kind", "State", "Due", "Tries", "Last error"],
          reply.items.map((job) => [job.id, job.kind, job.state, job.runAt, job.tries, job.lastError ?? ""]),
        );
        return { reply, text: reply.items.length > 0 ? text : "No work waits." };
      },
  },
  {
    usage: "jobs retry <id>",
    help: "Tries a job that was given up once more, at once.",
    plan(typed) {
      const id = needWord(typed, 0, "the job's id: see jobs list");
      return async ({ connect }) => {
        const reply = await (await connect()).call("retryJob", { id });
        return { reply, text: "It is tried again. See: jobs list" };
      };
    },
  },
];
