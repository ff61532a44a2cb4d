import "./week-chart.css";
import type { WeekCount } from "../../lib/contract/context.ts";
import { weekChart, weekDay, weekSums } from "../../lib/panel/weeks.ts";
import { OutsideText } from "../ui/outside-text.tsx";

/** Room for the months' names under the bars. */
const NAMES = 20;

interface WeekChartProps {
  weeks: readonly WeekCount[];
  /** What to call the person in the legend. */
  name: string | undefined;
}

/** Touchpoints per week: what they did stands above the line, filled; what we sent hangs below it, hollow. */
export function WeekChart({ weeks, name }: WeekChartProps) {
  const { height, line, active, passive, months } = weekChart(weeks);
  const sums = weekSums(weeks);
  return (
    <figure className="week-chart">
      <svg role="img" aria-label="Touchpoints per week" height={height + NAMES}>
        <line className="week-chart-line" x1="0" x2="100%" y1={line} y2={line} />
        {active.map((bar) => (
          <rect
            key={bar.week}
            className="week-chart-active"
            x={`${bar.x}%`}
            width={`${bar.width}%`}
            y={bar.y}
            height={bar.height}
            rx="1"
          />
        ))}
        {passive.map((bar) => (
          <rect
            key={bar.week}
            className="week-chart-passive"
            x={`${bar.x}%`}
            width={`${bar.width}%`}
            y={bar.y}
            height={bar.height}
            rx="2"
          />
        ))}
        {months.map(({ name: month, x }) => (
          <text key={x} x={`${x}%`} y={height + 15}>
            {month}
          </text>
        ))}
      </svg>
      <figcaption className="week-chart-legend">
        <span className="by-person">
          {/* One child beside the dot: text and name would be set apart as two. */}
          <span>
            {sums.active.toLocaleString("en-GB")} by{" "}
            {name ? <OutsideText>{name}</OutsideText> : "this person"}
          </span>
        </span>
        <span className="by-us">{sums.passive.toLocaleString("en-GB")} sent by us</span>
        {sums.most && <span className="most">{sums.most}</span>}
      </figcaption>
      <div className="visually-hidden">
        <table>
          <caption>Touchpoints per week, oldest first</caption>
          {/* No thead: Chromium keeps a media query for each one that was ever in the page. */}
          <tbody>
            <tr>
              <th scope="col">Week of</th>
              <th scope="col">By them</th>
              <th scope="col">Sent by us</th>
            </tr>
            {weeks.map((week) => (
              <tr key={week.week}>
                <th scope="row">{weekDay(week.week)}</th>
                <td>{week.active}</td>
                <td>{week.passive}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </figure>
  );
}
