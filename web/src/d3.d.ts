// What the page uses of Debian's d3 (node-d3), which comes without types.

declare module "d3-scale" {
  export interface LinearScale {
    (value: number): number;
    invert(value: number): number;
    domain(): number[];
    domain(values: readonly number[]): LinearScale;
    range(): number[];
    range(values: readonly number[]): LinearScale;
    nice(count?: number): LinearScale;
    clamp(on: boolean): LinearScale;
    ticks(count?: number): number[];
  }
  export function scaleLinear(): LinearScale;
}

declare module "d3-shape" {
  export interface Curve {
    readonly brand: "curve";
  }
  export const curveLinear: Curve;
  export const curveMonotoneX: Curve;
  export interface Line<Point> {
    (points: readonly Point[]): string | null;
    x(at: (point: Point) => number): Line<Point>;
    y(at: (point: Point) => number): Line<Point>;
    curve(curve: Curve): Line<Point>;
  }
  export function line<Point>(): Line<Point>;
}
