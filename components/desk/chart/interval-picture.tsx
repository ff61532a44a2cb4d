import "./interval-picture.css";

interface IntervalPictureProps {
  value: number;
  interval: readonly [number, number];
  /** Ends of the axis, which is never cut: 0 to 1 for a rate, -1 to 1 for a difference. */
  from?: -1 | 0;
  /** `plain`: not what this is about. `finding`: what the sentence follows from. */
  look?: "person" | "plain" | "finding";
}

/** A value and its interval on an axis from end to end. The words beside it say the same, so it is only seen. */
export function IntervalPicture({ value, interval: [low, high], from = 0, look }: IntervalPictureProps) {
  const at = (share: number) => `${(((share - from) / (1 - from)) * 100).toFixed(2)}%`;
  return (
    <svg className="interval-picture" data-look={look} aria-hidden="true" focusable="false">
      <line className="interval-axis" x1="0" x2="100%" y1="6" y2="6" />
      <line className="interval-axis" x1="0.5" x2="0.5" y1="2" y2="10" />
      <line className="interval-axis" x1="99.9%" x2="99.9%" y1="2" y2="10" />
      {from === -1 ? (
        <line className="interval-none" x1="50%" x2="50%" y1="-4" y2="16" />
      ) : (
        <line className="interval-axis" x1="50%" x2="50%" y1="4" y2="8" />
      )}
      <line className="interval-bar" x1={at(low)} x2={at(high)} y1="6" y2="6" />
      <circle className="interval-value" cx={at(value)} cy="6" r="4" />
    </svg>
  );
}
