import "./menu.css";
import { Menu as BaseMenu } from "@base-ui/react/menu";
import { Button } from "./button.tsx";
import { Icon } from "./icon.tsx";
import { useMenuOpen } from "./use-menu-open.ts";

interface Choice {
  value: string;
  label: string;
  count: number;
}

interface ChoiceMenuProps {
  /** Says what is chosen here, before the choice's own label. */
  label: string;
  choices: readonly Choice[];
  value: string;
  onChange: (value: string) => void;
}

/** One of several, with how many rows each would show. */
export function ChoiceMenu({ label, choices, value, onChange }: ChoiceMenuProps) {
  const chosen = choices.find((choice) => choice.value === value);
  return (
    <BaseMenu.Root modal={false} {...useMenuOpen()}>
      <BaseMenu.Trigger
        render={
          <Button>
            <span className="visually-hidden">{label}: </span>
            {chosen?.label}
            <Icon name="down" size={14} />
          </Button>
        }
      />
      <BaseMenu.Portal>
        <BaseMenu.Positioner className="menu-positioner" align="start" sideOffset={4} collisionPadding={8}>
          <BaseMenu.Popup className="menu" aria-label={label}>
            <BaseMenu.RadioGroup value={value} onValueChange={(next: string) => onChange(next)}>
              {choices.map((choice) => (
                <BaseMenu.RadioItem
                  key={choice.value}
                  className="menu-item"
                  value={choice.value}
                  closeOnClick
                >
                  <span className="menu-tick">
                    <BaseMenu.RadioItemIndicator>
                      <Icon name="check" size={14} />
                    </BaseMenu.RadioItemIndicator>
                  </span>
                  {choice.label}
                  <span className="menu-count">{choice.count.toLocaleString("en-GB")}</span>
                </BaseMenu.RadioItem>
              ))}
            </BaseMenu.RadioGroup>
          </BaseMenu.Popup>
        </BaseMenu.Positioner>
      </BaseMenu.Portal>
    </BaseMenu.Root>
  );
}
