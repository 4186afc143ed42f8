import { expect, test } from "vitest";
import { normalUpper } from "./normal.ts";
import { chiTail, incompleteBeta, studentTail, studentUpper } from "./student.ts";

test("NU9 Student's t and χ² agree with the tables, and quantiles undo tails", () => {
  expect(studentUpper(0.025, 10)).toBeCloseTo(2.228138851964939, 10);
  expect(studentUpper(0.1, 2.5)).toBeCloseTo(1.7302509288071761, 10);
  expect(studentUpper(0.025, 1)).toBeCloseTo(12.706204736174705, 8);
  expect(studentUpper(0.9, 4)).toBeCloseTo(-studentUpper(0.1, 4), 12);
  expect(studentUpper(0.025, 1e9)).toBeCloseTo(normalUpper(0.025), 8);
  expect(studentUpper(0.025, 9.9e7)).toBeCloseTo(normalUpper(0.025), 6);
  for (const p of [0.4, 0.01, 1e-6])
    expect(studentTail(studentUpper(p, 3), 3) / p).toBeCloseTo(1, 9);
  expect(chiTail(6.9, 1) / 0.008619574960601723).toBeCloseTo(1, 10);
  expect(chiTail(3, 5)).toBeCloseTo(0.6999858358786276, 12);
  expect(chiTail(50, 10) / 2.669083424904495e-7).toBeCloseTo(1, 9);
  expect(chiTail(0, 3)).toBe(1);
  expect(() => studentTail(1, 0)).toThrow("degrees of freedom");
});

test("NU9 the incomplete beta function is the area under its curve", () => {
  for (const [a, b] of [
    [2.5, 1.5],
    [7, 30],
  ] as const) {
    const steps = 50_000;
    let [below, all] = [0, 0];
    for (let i = 0; i < steps; i += 1) {
      const x = (i + 0.5) / steps;
      const y = x ** (a - 1) * (1 - x) ** (b - 1);
      all += y;
      if (x < 0.3) below += y;
    }
    expect(incompleteBeta(0.3, a, b)).toBeCloseTo(below / all, 5);
  }
  expect([incompleteBeta(0, 2, 3), incompleteBeta(1, 2, 3)]).toEqual([0, 1]);
});
