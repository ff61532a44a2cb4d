import { useEffect, useRef } from "react";
import type { Condition } from "../../../../lib/contract/condition.ts";
import { daysOf, leastOf, withDays, withLeast } from "../../../../lib/desk/content/condition-variants.ts";
import { NumberField } from "./number-field.tsx";

interface ConditionValuesProps {
  condition: Condition;
  /** The cursor goes into the days at once. */
  atOnce: boolean;
  onChange: (condition: Condition) => void;
}

const MOST_DAYS = 730;
const MOST_TIMES = 100;

/** The numbers inside a condition: days, times, people in the company. Each change counts at once. */
export function ConditionValues({ condition, atOnce, onChange }: ConditionValuesProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (atOnce) box.current?.querySelector("input")?.select();
  }, [atOnce]);
  const days = daysOf(condition);
  const least = leastOf(condition);
  const counts = least !== undefined && least > 1;
  if (typeof days !== "number" && !counts && condition.fact !== "employees") return null;
  return (
    <div ref={box} className="chooser-values">
      {typeof days === "number" && (
        <NumberField
          before="within"
          after={days === 1 ? "day" : "days"}
          label="Within how many days"
          value={days}
          from={1}
          to={MOST_DAYS}
          onChange={(value) => value !== undefined && onChange(withDays(condition, value))}
        />
      )}
      {counts && (
        <NumberField
          before="at least"
          after="times"
          label="At least how many times"
          value={least}
          from={1}
          to={MOST_TIMES}
          onChange={(value) => value !== undefined && onChange(withLeast(condition, value))}
        />
      )}
      {condition.fact === "employees" && (
        <>
          <NumberField
            before="from"
            label="People in the company, from"
            value={condition.from}
            from={1}
            to={10_000_000}
            onChange={(from) => onChange(size({ from, to: condition.to }))}
          />
          <NumberField
            before="to"
            after="people"
            label="People in the company, to"
            value={condition.to}
            from={1}
            to={10_000_000}
            onChange={(to) => onChange(size({ from: condition.from, to }))}
          />
        </>
      )}
    </div>
  );
}

function size({ from, to }: { from: number | undefined; to: number | undefined }): Condition {
  return {
    fact: "employees",
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  };
}
