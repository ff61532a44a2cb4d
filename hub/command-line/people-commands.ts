import type { z } from "zod";
import type { FindPeopleRequest } from "../../lib/contract/person.ts";
import { objectOfRecord, REPORTED_CRM, readPersonRecordId, whyNoPersonRecord } from "../people/crm-record.ts";
import { type Command, needWord, type Typed, Usage } from "./command.ts";
import { conflictText, mergesText, personText } from "./people-text.ts";

export const peopleCommands: Command[] = [
  {
    usage: "people find --email maya@initech.com | --record acme/00Q… | --id <person>",
    help: "A person by an exact address, a record (its org, then its id) or the id that another answer gave, with every name they go by. Who was merged is found as who they are now.",
    options: { email: "text", record: "text", id: "text" },
    plan(typed) {
      const request = readAsked(typed);
      return async ({ connect }) => {
        const reply = await (await connect()).call("findPeople", request);
        const text = reply.items.map(personText).join("\n\n");
        return { reply, text: text || "Nobody is known by that." };
      };
    },
  },
  {
    usage: 'people merge <from> <into> --why "Same person, new job"',
    help: "Makes two persons one: all that the first has goes to the second. It can be undone, also later. See: people find",
    options: { why: "text" },
    plan(typed) {
      const request = {
        from: needWord(typed, 0, "the id of the person who becomes the other"),
        into: needWord(typed, 1, "the id of the person whom they become"),
        why: typed.need("why"),
      };
      return async ({ connect }) => {
        const reply = await (await connect()).call("mergePeople", request);
        return { reply, text: `They are one person now. To part them again: people undo-merge ${reply.id}` };
      };
    },
  },
  {
    usage: "people merges [--person <id>]",
    help: "Who became one, by what and why, newest first.",
    options: { person: "text" },
    plan(typed) {
      const person = typed.text("person");
      return async ({ connect }) => {
        const request = person === undefined ? {} : { personId: person };
        const reply = await (await connect()).call("merges", request);
        const more =
          reply.next === null ? "" : "\n\nThere are older ones. --person <id> shows those of one person.";
        return {
          reply,
          text: reply.items.length > 0 ? mergesText(reply.items) + more : "Nobody was merged.",
        };
      };
    },
  },
  {
    usage: "people undo-merge <merge>",
    help: "Parts two who were made one, with all that came to either since. No event and no import makes them one again.",
    plan(typed) {
      const id = needWord(typed, 0, "the merge, as in the last column of: people merges");
      return async ({ connect }) => {
        const reply = await (await connect()).call("undoMerge", { id });
        return { reply, text: `They are two again. See: people find --id ${reply.personId}` };
      };
    },
  },
  {
    usage: "people conflicts [--resolved]",
    help: "Two persons whom something named as one, newest first, with what speaks for either. Make them one with: people merge. Or say that they are two with: people keep-apart. --resolved: those that are settled.",
    options: { resolved: "flag" },
    plan(typed) {
      const request = typed.has("resolved") ? { resolved: true } : {};
      return async ({ connect }) => {
        const reply = await (await connect()).call("conflicts", request);
        const more = reply.next === null ? [] : ["There are older ones; settle these first."];
        const text = [...reply.items.map(conflictText), ...more].join("\n\n");
        return { reply, text: text || "There is none." };
      };
    },
  },
  {
    usage: "people keep-apart <conflict>",
    help: "They are two: settles a conflict and every other between the same two. No event and no import makes them one.",
    plan(typed) {
      const id = needWord(typed, 0, "the number of the conflict, as in: people conflicts");
      if (!/^\d{1,15}$/.test(id)) throw new Usage("A conflict is a number. See: people conflicts");
      return async ({ connect }) => {
        const reply = await (await connect()).call("keepApart", { id });
        return { reply, text: "They stay two people." };
      };
    },
  },
];

function readAsked(typed: Typed): z.input<typeof FindPeopleRequest> {
  const [email, record, id] = [typed.text("email"), typed.text("record"), typed.text("id")];
  if ([email, record, id].filter((said) => said !== undefined).length !== 1) {
    throw new Usage("Say one of --email, --record and --id.");
  }
  if (email !== undefined) return { email };
  return id !== undefined ? { id } : { record: readRecord(record ?? "") };
}

function readRecord(text: string) {
  const [, org, said] = /^([^/]+)\/([^/]+)$/.exec(text) ?? [];
  if (org === undefined || said === undefined) {
    throw new Usage("--record takes the org and the record's id, as in acme/00Q….");
  }
  const id = readPersonRecordId(REPORTED_CRM, said);
  const object = id && objectOfRecord(REPORTED_CRM, id);
  if (id === undefined || object === undefined) {
    throw new Usage(`${said} is ${whyNoPersonRecord(REPORTED_CRM, said)}. A lead or a contact has a person.`);
  }
  return { crm: REPORTED_CRM, org: org.toLowerCase(), object, id };
}
