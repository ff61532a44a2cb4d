import { COMPOSERS } from "../../lib/contract/share.ts";
import { COMPOSER_NAMES } from "../../lib/panel/composer.ts";
import type { SendingSettings as Model } from "../../lib/panel/use-sending-settings.ts";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { Menu } from "../ui/menu.tsx";
import { Switch } from "../ui/switch.tsx";

interface SendingSettingsProps {
  model: Model;
  onDone: (words: string) => void;
}

/** Where the Email button writes, and whether the browser tells who read what was sent. */
export function SendingSettings({ model, onDone }: SendingSettingsProps) {
  const { composer, notices } = model;
  if (composer === undefined || notices === undefined) return null;
  return (
    <>
      <section className="setting" aria-labelledby="composer">
        <div>
          <h2 id="composer">Email opens in</h2>
          <p className="card-note">
            {composer === null
              ? "Asked the first time, then remembered."
              : "Remembered from your last choice."}
          </p>
        </div>
        <Menu
          trigger={
            <Button aria-describedby="composer">
              {composer === null ? "Ask me" : COMPOSER_NAMES[composer].name}
              <Icon name="down" size={14} />
            </Button>
          }
          actions={COMPOSERS.map((one) => ({
            label: COMPOSER_NAMES[one].name,
            onSelect: () => void model.choose(one),
          }))}
        />
      </section>
      <section className="setting" aria-labelledby="notices">
        <div>
          <h2 id="notices">Notifications</h2>
          <p className="card-note">
            When a person reads what you sent, once each. Never for scanners and other machines.
          </p>
        </div>
        <Switch
          labelledBy="notices"
          on={notices}
          onChange={(on) => void model.turnNotices(on).then(onDone)}
        />
      </section>
    </>
  );
}
