import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import type { RecordRef } from "../contract/record.ts";
import { recordKey } from "../contract/record-key.ts";
import type { Share } from "../contract/share.ts";
import { useAsk } from "./ask-context.ts";
import { type Composer, composersFor, type Message, openedWords, takesText } from "./composer.ts";
import { type Copied, copyNow, copyText, copyWhenReady } from "./copy-text.ts";
import { messageHtml } from "./message-html.ts";
import { LINK_IMPOSSIBLE, linkOf, type Prepared, type Sendable } from "./sendable.ts";
import { afterSending, sentShare, usableShare } from "./share-list.ts";
import { noteText } from "./share-words.ts";
import type { Clock } from "./time-words.ts";
import type { Announcement } from "./use-announcement.ts";

/** All that a rep can do with a piece of content. What came of it is announced. */
export interface Sending {
  /** Assets whose link is being made. */
  busy: readonly string[];
  copyLink: (item: Sendable, tracked?: boolean) => Promise<void>;
  /** Of a snippet: the text itself. */
  copyText: (item: Sendable) => Promise<void>;
  /** Of this link, or of the one that was sent; only where there is none, of a new one. */
  copyNote: (item: Sendable, share?: Share) => Promise<void>;
  /** Opens a new message; with `edited`, as the rep wrote it. Whether it was opened. */
  email: (item: Sendable, composer: Composer, edited?: Edited) => Promise<boolean>;
  /** Whether it was copied. */
  copyMessage: (item: Sendable, edited: Edited) => Promise<boolean>;
  /** The polite text to edit, or null when there is none now, which was announced. */
  prepareMessage: (item: Sendable, tracked?: boolean) => Promise<Prepared | null>;
  look: (versionId: string) => Promise<void>;
  composers: readonly Composer[];
  /** The one that was chosen last. */
  composer: Composer | null;
}

/** A message as the rep left it, and what it was made for. */
export interface Edited {
  prepared: Prepared;
  subject: string;
  text: string;
}

interface Surroundings {
  record: RecordRef | undefined;
  /** Of the person, for the note. */
  name: string | undefined;
  /** Theirs, for what is written without a link. */
  email: string | undefined;
  shares: readonly Share[];
  clock: Clock;
  announce: (announcement: Announcement) => void;
  /** A share is new, or was changed. */
  keep: (share: Share) => void;
  /** The hub could not be reached. */
  onUnreached: () => void;
}

const NOT_COPIED = "The browser did not allow copying here.";

/** Sending content to the person of the record on screen, from whatever channel the rep uses. */
export function useSending({
  record,
  name,
  email,
  shares,
  clock,
  announce,
  keep,
  onUnreached,
}: Surroundings): Sending {
  const ask = useAsk();
  const client = useQueryClient();
  const [busy, setBusy] = useState<readonly string[]>([]);
  const key = record && recordKey(record);
  const latest = useRef({ key, announce });
  latest.current = { key, announce };
  const chosen = useQuery({
    queryKey: ["composer"],
    queryFn: async () => {
      const answer = await ask("content.composer", {});
      return answer.ok ? answer.value.composer : null;
    },
    enabled: record !== undefined,
  });

  /** Only beside the record that it is about. What matters also beside another one is said there by this person's name. */
  function say(text: string, elsewhere?: string): void {
    const words = latest.current.key === key ? text : elsewhere;
    if (words !== undefined) latest.current.announce({ text: words });
  }

  const forWhom = name === undefined ? "for the record before" : `for ${name}`;

  /** A link for the record's person: the one that is known, else a new one. Null when there is none, which was announced. */
  async function prepare(item: Sendable, tracked: boolean): Promise<Prepared | null> {
    if (!record) return null;
    setBusy((before) => [...before, item.assetId]);
    const answer = await ask("content.prepare", { record, assetId: item.assetId, tracked });
    setBusy((before) => before.filter((assetId) => assetId !== item.assetId));
    if (answer.ok) {
      keep(answer.value.share);
      return answer.value;
    }
    // A hub that chokes on this is not away: it says so itself.
    const unreached = answer.error.code === "out_of_reach" && answer.error.hubCode === undefined;
    const known = unreached ? usableShare(shares, item.assetId, clock.now, tracked) : undefined;
    // A link that is known needs no hub: the message is then the link alone.
    if (known?.link) return { share: known, message: { subject: item.title, text: known.link }, to: email };
    say(unreached ? LINK_IMPOSSIBLE : answer.error.message);
    if (unreached) onUnreached();
    return null;
  }

  /** Noted after the fact, also while there is no connection: the rep is not kept waiting for it. */
  function note(share: Share, composer: Composer | null): void {
    if (!record) return;
    const did = composer === null ? ({ did: "copied" } as const) : ({ did: "opened_in", composer } as const);
    keep(afterSending(share, composer, new Date().toISOString()));
    const { id: shareId, title } = share;
    void ask("content.note", { record, shareId, title, ...did }).then((answer) => {
      if (!answer.ok) say(`It could not be noted that you sent this. ${answer.error.message}`);
      return client.invalidateQueries({ queryKey: ["waiting"] });
    });
  }

  /** Copies what a link is needed for: at once where the link is known, else when it comes. */
  async function copyWithLink(
    item: Sendable,
    {
      known,
      tracked = true,
      write,
      finish,
    }: {
      known: Share | undefined;
      tracked?: boolean;
      write: (of: Linked) => string;
      finish: (share: Share, copied: boolean) => unknown;
    },
  ): Promise<void> {
    const link = known && linkOf(known);
    if (known && link !== undefined) {
      finish(known, await copyText(write({ share: known, link })));
      return;
    }
    const preparing = prepare(item, tracked);
    const text = preparing.then((prepared): Copied | null => {
      const made = prepared && linkOf(prepared.share, prepared.message.text);
      return prepared && made ? { plain: write({ share: prepared.share, link: made }) } : null;
    });
    const copied = await copyWhenReady(text);
    const prepared = await preparing;
    if (prepared && (await text) === null) say("Leadside gave no link for this. Ask your admin.");
    else if (prepared) finish(prepared.share, copied);
  }

  /** Remembers where the rep writes, and opens it. Whether it was opened; why not is announced. */
  async function open(composer: Composer, { to, ...message }: Message): Promise<boolean> {
    if (!record) return false;
    void ask("content.composer", { choose: composer }).then(() =>
      client.invalidateQueries({ queryKey: ["composer"] }),
    );
    const opened = await ask("content.compose", { record, composer, ...(to ? { to } : {}), ...message });
    if (!opened.ok) say(opened.error.message);
    return opened.ok;
  }

  /** What is copied counts as given away, and is told. Whether it was copied. */
  function sent(share: Share, copied: boolean, what: "Link" | "Message"): boolean {
    if (copied) note(share, null);
    const words = [`${what} copied.`];
    if (!share.tracked) words.push("It does not tell who reads it.");
    if (share.linkIsLocal) words.push("The link points at this machine, so a prospect cannot open it.");
    // What is on the clipboard now belongs to nobody else.
    if (copied) say(words.join(" "), `${what} ${forWhom} copied.`);
    else say(NOT_COPIED, `${what} ${forWhom} not copied: the browser did not allow it.`);
    return copied;
  }

  return {
    busy,
    composers: record ? composersFor(record) : [],
    composer: chosen.data ?? null,
    copyLink: (item, tracked = true) =>
      copyWithLink(item, {
        known: usableShare(shares, item.assetId, clock.now, tracked),
        tracked,
        write: ({ link }) => link,
        finish: (share, copied) => sent(share, copied, "Link"),
      }),
    // A note tells of a sending, and is none.
    copyNote: (item, share) =>
      copyWithLink(item, {
        known: share ?? sentShare(shares, item.assetId) ?? usableShare(shares, item.assetId, clock.now, true),
        tracked: share?.tracked ?? true,
        write: ({ share, link }) => noteText(share, link, name, clock),
        finish: (_share, copied) =>
          copied ? say("Note copied.", `Note ${forWhom} copied.`) : say(NOT_COPIED),
      }),
    copyText: async (item) => say((await copyText(item.text ?? "")) ? "Text copied." : NOT_COPIED),
    prepareMessage: (item, tracked = true) => prepare(item, tracked),
    copyMessage: async ({ title }, { prepared, text }) => {
      const link = linkOf(prepared.share, prepared.message.text);
      const copied = await copyNow({ plain: text, html: messageHtml(text, link, title) });
      return sent(prepared.share, copied, "Message");
    },
    email: async (item, composer, edited) => {
      if (!record) return false;
      if (item.text !== undefined) {
        // A snippet has no link: it is the message.
        const fits = takesText(composer, { to: email, subject: "", text: item.text });
        const copied = fits || (await copyText(item.text));
        const opened = await open(composer, { to: email, subject: "", text: fits ? item.text : "" });
        if (opened) say(openedWords(composer, { fits, copied, local: false }));
        return opened;
      }
      const preparing = edited ? Promise.resolve(edited.prepared) : prepare(item, true);
      const textOf = ({ message, share }: Prepared): Copied => {
        const plain = edited?.text ?? message.text;
        return { plain, html: messageHtml(plain, linkOf(share, message.text), item.title) };
      };
      // Where the text cannot be filled in it goes on the clipboard, begun in the click itself.
      const nothingFits = !takesText(composer, { subject: "", text: "" });
      const copying = nothingFits
        ? copyWhenReady(
            preparing.then((prepared) => prepared && textOf(prepared)),
            true,
          )
        : undefined;
      const prepared = await preparing;
      if (!prepared) return false;
      const { to, share } = prepared;
      const { plain, html } = textOf(prepared);
      const message = { to, subject: edited?.subject ?? prepared.message.subject, text: plain };
      const fits = takesText(composer, message);
      const copied = fits || (await (copying ?? copyNow({ plain, ...(html ? { html } : {}) })));
      if (!(await open(composer, { ...message, text: fits ? plain : "" }))) return false;
      note(share, composer);
      const elsewhere = fits || !copied ? undefined : `Message ${forWhom} copied.`;
      say(openedWords(composer, { fits, copied, local: share.linkIsLocal }), elsewhere);
      // What did not fit and was not copied is still only where it was written.
      return fits || copied;
    },
    look: async (versionId) => {
      if (!record) return;
      const answer = await ask("content.look", { record, versionId });
      if (!answer.ok) say(answer.error.message);
    },
  };
}

interface Linked {
  share: Share;
  link: string;
}
