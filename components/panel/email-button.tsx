import { COMPOSER_NAMES, type Composer } from "../../lib/panel/composer.ts";
import type { Sending } from "../../lib/panel/use-sending.ts";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { Menu } from "../ui/menu.tsx";

interface EmailButtonProps {
  sending: Pick<Sending, "composer" | "composers">;
  disabled?: boolean;
  describedBy?: string | undefined;
  onEmail: (composer: Composer) => void;
}

/** Opens a new message where the rep writes mail. The first time it asks where; from then on it knows, and can be told otherwise. */
export function EmailButton({
  sending: { composer, composers },
  disabled = false,
  describedBy,
  onEmail,
}: EmailButtonProps) {
  const actions = composers.map((one) => ({
    label: COMPOSER_NAMES[one].name,
    onSelect: () => onEmail(one),
  }));
  if (composer === null || !composers.includes(composer)) {
    return (
      <Menu
        trigger={
          <Button disabled={disabled} aria-describedby={describedBy}>
            Email
            <Icon name="down" size={14} />
          </Button>
        }
        actions={actions}
      />
    );
  }
  const { name } = COMPOSER_NAMES[composer];
  return (
    <span className="split-button">
      <Button
        disabled={disabled}
        aria-describedby={describedBy}
        title={`Write in: ${name}`}
        onClick={() => onEmail(composer)}
      >
        Email
      </Button>
      <Menu
        trigger={
          <Button disabled={disabled} aria-label="Where to write mail" title="Where to write mail">
            <Icon name="down" size={14} />
          </Button>
        }
        actions={actions}
      />
    </span>
  );
}
