import "../sign-in/sign-in.css";
import { Button } from "../../ui/button.tsx";

interface WholePageProps {
  title: string;
  text?: string;
  action?: string;
  onAction?: () => void;
}

/** Words in the place of everything, where there is nothing else to show. */
export function WholePage({ title, text, action, onAction }: WholePageProps) {
  return (
    <main className="sign-in">
      <div className="sign-in-card">
        <h1 role={text ? undefined : "status"}>{title}</h1>
        {text && <p className="sign-in-lead">{text}</p>}
        {action && (
          <form
            onSubmit={(event) => {
              event.preventDefault();
              onAction?.();
            }}
          >
            <Button type="submit" look="filled">
              {action}
            </Button>
          </form>
        )}
      </div>
    </main>
  );
}
