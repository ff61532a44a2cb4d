import "../shell/form.css";
import { type FormEvent, useState } from "react";
import { workingDaysWords } from "../../../lib/desk/answer-times-words.ts";
import { useNotice } from "../../../lib/desk/notice.ts";
import { useHub, useHubWrite } from "../../../lib/desk/use-hub.ts";
import { useMay } from "../../../lib/desk/use-me.ts";
import { Button } from "../../ui/button.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { Answer } from "../shell/answer.tsx";
import { AnswerTimes } from "../today/answer-times.tsx";

const MOST_DAYS = 30;

/** What marketing promises whoever gives feedback, and how it is kept. */
export function Promised() {
  const settings = useHub("feedbackSettings", undefined);
  const times = useHub("answerTimes", undefined);
  const mayChange = useMay("manageMembers");
  return (
    <>
      <p className="settings-note">
        Who gives feedback gets a first written answer within so many working days, Monday to Friday. “Seen”
        stops no clock. Both sides see how it is kept.
      </p>
      <Answer query={settings}>
        {({ answerWithinDays }) =>
          mayChange ? (
            <PromiseForm key={answerWithinDays} days={answerWithinDays} />
          ) : (
            <p className="settings-note">
              A first answer within {workingDaysWords(answerWithinDays)}. An admin can change it.
            </p>
          )
        }
      </Answer>
      {times.data && (
        <div className="promise-times">
          <AnswerTimes times={times.data.times} />
        </div>
      )}
    </>
  );
}

function PromiseForm({ days }: { days: number }) {
  const say = useNotice();
  const [text, setText] = useState(String(days));
  const [wrong, setWrong] = useState(false);
  const change = useHubWrite("changeFeedbackSettings", ["feedbackSettings", "answerTimes", "today"]);
  function save(event: FormEvent) {
    event.preventDefault();
    const next = Number(text);
    const fits = Number.isInteger(next) && next >= 1 && next <= MOST_DAYS;
    setWrong(!fits);
    if (!fits) return;
    change.mutate(
      { answerWithinDays: next },
      { onSuccess: () => say({ text: "Saved. It holds for feedback from now on." }) },
    );
  }
  return (
    <form className="form" noValidate onSubmit={save}>
      <TextField
        label="Working days until the first answer"
        inputMode="numeric"
        value={text}
        onChange={setText}
        maxLength={2}
        hint="What was given before keeps the promise that stood then."
        error={wrong ? `A whole number from 1 to ${MOST_DAYS}.` : change.error?.message}
      />
      <Button type="submit" aria-busy={change.isPending} disabled={text.trim() === String(days)}>
        Save
      </Button>
    </form>
  );
}
