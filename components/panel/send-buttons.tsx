import { useId, useState } from "react";
import { LINK_IMPOSSIBLE, type Prepared, type Sendable } from "../../lib/panel/sendable.ts";
import { usableShare } from "../../lib/panel/share-list.ts";
import type { Content } from "../../lib/panel/use-content.ts";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { IconButton } from "../ui/icon-button.tsx";
import { Menu, type MenuAction } from "../ui/menu.tsx";
import { EmailButton } from "./email-button.tsx";
import { MessageEditor } from "./message-editor.tsx";

interface SendButtonsProps {
  item: Sendable;
  content: Content;
  say: (text: string) => void;
  /** Filled: the one thing to do in its section. */
  main?: boolean;
  /** Absent where it was not recommended. */
  onPutAway?: (() => void) | undefined;
  /** What else its menu offers, and what to do when the rep comes near it. */
  more?: { actions: readonly MenuAction[]; look: () => void } | undefined;
}

/** Every way to send one piece of content, and the way out. */
export function SendButtons({ item, content, say, main = false, onPutAway, more }: SendButtonsProps) {
  const { sending, crm, unsubscribed } = content;
  const [editing, setEditing] = useState<Prepared>();
  const note = useId();
  const impossible = isImpossible(item, content);
  const describedBy = impossible ? note : undefined;
  const snippet = item.text !== undefined;
  const waysToSend = [
    {
      label: "Copy message",
      onSelect: () => void sending.prepareMessage(item).then((made) => setEditing(made ?? undefined)),
    },
    ...(crm ? [{ label: `Copy note for ${crm}`, onSelect: () => void sending.copyNote(item) }] : []),
    { label: "Send without tracking", onSelect: () => void sending.copyLink(item, false) },
    ...lookAction(item, content),
  ];
  // A snippet is its own message.
  const actions = [...(snippet ? [] : waysToSend), ...(more?.actions ?? [])];
  return (
    <>
      <div className="content-buttons">
        <CopyButtonFor item={item} content={content} look={main ? "filled" : "outlined"} note={describedBy} />
        <EmailButton
          sending={sending}
          disabled={impossible}
          describedBy={describedBy}
          onEmail={(composer) => void sending.email(item, composer)}
        />
        <div className="content-buttons-end">
          {onPutAway && (
            <Button look="text" className="quiet" onClick={onPutAway}>
              Not for this lead
            </Button>
          )}
          {actions.length > 0 && (
            <Menu
              trigger={
                <IconButton
                  label={snippet ? `More to say about ${item.title}` : `More ways to send ${item.title}`}
                  onPointerEnter={more?.look}
                  onFocus={more?.look}
                >
                  <Icon name="more" />
                </IconButton>
              }
              actions={actions}
            />
          )}
        </div>
      </div>
      {unsubscribed && <p className="content-note">They unsubscribed from e-mail.</p>}
      {impossible && (
        <p id={note} className="content-note">
          {LINK_IMPOSSIBLE}
        </p>
      )}
      {editing && (
        <MessageEditor
          item={item}
          prepared={editing}
          sending={sending}
          say={say}
          onClose={() => setEditing(undefined)}
        />
      )}
    </>
  );
}

/** Copies the link, or a snippet's text. */
export function CopyButtonFor({
  item,
  content,
  look = "outlined",
  note,
}: {
  item: Sendable;
  content: Content;
  look?: "filled" | "outlined";
  note?: string | undefined;
}) {
  const { sending } = content;
  if (item.text !== undefined) {
    return (
      <Button look={look} onClick={() => void sending.copyText(item)}>
        {look === "filled" && <Icon name="copy" size={14} />}
        Copy text
      </Button>
    );
  }
  return (
    <Button
      look={look}
      disabled={isImpossible(item, content)}
      aria-describedby={note}
      aria-busy={sending.busy.includes(item.assetId)}
      onClick={() => void sending.copyLink(item)}
    >
      {look === "filled" && <Icon name="link" size={14} />}
      Copy link
    </Button>
  );
}

/** No link is known, and none can be made now. */
export function isImpossible(item: Sendable, { offline, shares }: Content): boolean {
  return (
    offline && item.text === undefined && usableShare(shares, item.assetId, new Date(), true) === undefined
  );
}

function lookAction({ versionId }: Sendable, { sending }: Content) {
  if (versionId === undefined) return [];
  return [{ label: "Look at it", onSelect: () => void sending.look(versionId) }];
}
