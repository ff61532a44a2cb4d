interface WeekBarsProps {
  /** People a week, the running one last. */
  weeks: readonly number[];
}

const HEIGHT = 14;
const STEP = 5;

/** People a week as bars, the last week in blue; the tallest fills the height. */
export function WeekBars({ weeks }: WeekBarsProps) {
  const most = Math.max(...weeks, 1);
  return (
    <svg
      className="week-bars"
      role="img"
      aria-label={`People a week, the last eight: ${weeks.join(", ")}`}
      width={STEP * weeks.length}
      height={HEIGHT}
      viewBox={`0 0 ${STEP * weeks.length} ${HEIGHT}`}
    >
      {weeks.map((count, week) => {
        const height = count === 0 ? 1 : Math.max(2, Math.round((count / most) * HEIGHT));
        const isLast = week === weeks.length - 1;
        return (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: a week is its place.
            key={week}
            x={week * STEP + 1}
            y={HEIGHT - height}
            width={3}
            height={height}
            className={count === 0 ? "week-none" : isLast ? "week-last" : "week"}
          />
        );
      })}
    </svg>
  );
}
