import type { Share } from "../../lib/contract/share.ts";
import type { Sendable } from "../../lib/panel/sendable.ts";
import { leadsAway } from "../../lib/panel/share-words.ts";
import type { Content } from "../../lib/panel/use-content.ts";
import { useMailSetUp } from "../../lib/panel/use-mail-set-up.ts";
import { Icon } from "../ui/icon.tsx";
import { IconButton } from "../ui/icon-button.tsx";
import { Menu } from "../ui/menu.tsx";

interface ShareMenuProps {
  share: Share;
  content: Content;
  /** Revoked or expired: it opens nothing. */
  closed: boolean;
  onExpiry: () => void;
  onLimit: () => void;
  onMessage: () => void;
}

/** What can be done about a link that is out. All of it can be taken back. */
export function ShareMenu({ share, content, closed, onExpiry, onLimit, onMessage }: ShareMenuProps) {
  const { sending, change, crm } = content;
  const { mail, look } = useMailSetUp();
  const item: Sendable = { assetId: share.assetId, title: share.title, kind: share.kind };
  const { version, pinned, allowDownload, retired, revokedAt, limitedTo } = share;
  // Of a page's own address nothing can be changed.
  const ours = !leadsAway(share);
  const open = !closed && ours;
  const actions = [
    !closed &&
      !retired && {
        label: "Copy link again",
        onSelect: () => void sending.copyLink(item, share.tracked),
      },
    !closed && !retired && { label: "Copy message", onSelect: onMessage },
    crm !== null && { label: `Copy note for ${crm}`, onSelect: () => void sending.copyNote(item, share) },
    open &&
      (pinned
        ? {
            label: "Follow the newest version",
            onSelect: () => void change(share, { pinned: null }, "The link follows the newest version."),
          }
        : {
            label: `Stay at version ${version}`,
            onSelect: () => void change(share, { pinned: version }, `The link stays at version ${version}.`),
          }),
    open &&
      (allowDownload
        ? {
            label: "Do not allow download",
            onSelect: () => void change(share, { allowDownload: false }, "It can no longer be downloaded."),
          }
        : {
            label: "Allow download",
            onSelect: () => void change(share, { allowDownload: true }, "It can be downloaded."),
          }),
    ours && revokedAt === null && { label: "Let it expire…", onSelect: onExpiry },
    open &&
      limitedTo === null && {
        label: "Limit to an address…",
        onSelect: onLimit,
        impossible: mail === false ? "Mail is not set up. Ask an admin." : undefined,
      },
    limitedTo !== null && {
      label: "Open to anybody with the link",
      onSelect: () => void change(share, { limitedTo: null }, "Anybody with the link can open it."),
    },
    ours &&
      (revokedAt === null
        ? {
            label: "Revoke",
            onSelect: () =>
              void change(share, { revoked: true }, "Revoked: the link opens nothing any more."),
          }
        : {
            label: "Allow the link again",
            onSelect: () => void change(share, { revoked: false }, "The link opens again."),
          }),
  ].flatMap((action) => action || []);
  return (
    <Menu
      trigger={
        <IconButton label={`More about the link to ${share.title}`} onPointerEnter={look} onFocus={look}>
          <Icon name="more" />
        </IconButton>
      }
      actions={actions}
    />
  );
}
