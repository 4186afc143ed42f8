import type { ReactElement } from "react";

type Props = {
  readonly low: number;
  readonly middle: number;
  readonly high: number;
  /** What the picture says, for those who cannot see it. */
  readonly label: string;
  readonly told: (value: number) => string;
  /** Is anything said of it? Coloured only then. */
  readonly sure: boolean;
};

const WIDTH = 320;
const EDGE = 36;

/** From where to where a true value lies, with 95 % certainty, and where nothing would be. */
export function Interval({ low, middle, high, label, told, sure }: Props): ReactElement {
  const least = Math.min(0, low);
  const most = Math.max(0, high);
  const span = most - least || 1;
  const x = (value: number): number => EDGE + ((value - least) / span) * (WIDTH - 2 * EDGE);
  const side = !sure ? "open" : low > 0 ? "more" : high < 0 ? "less" : "open";
  return (
    <svg className={`interval ${side}`} viewBox={`0 0 ${WIDTH} 64`} role="img" aria-label={label}>
      <line className="axis" x1={EDGE / 2} x2={WIDTH - EDGE / 2} y1="30" y2="30" />
      <line className="zero" x1={x(0)} x2={x(0)} y1="14" y2="44" />
      <line className="span" x1={x(low)} x2={x(high)} y1="30" y2="30" />
      <circle cx={x(middle)} cy="30" r="6" />
      <text x={x(low)} y="56" textAnchor="middle">
        {told(low)}
      </text>
      <text x={x(high)} y="56" textAnchor="middle">
        {told(high)}
      </text>
      <text x={x(0)} y="10" textAnchor="middle">
        {told(0)}
      </text>
    </svg>
  );
}
