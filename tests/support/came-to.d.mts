export interface CameTo {
  passed: number;
  failed: number;
}
export function ofVitest(report: {
  numPassedTests: number;
  numFailedTests: number;
  testResults: { status: string; assertionResults: unknown[] }[];
}): CameTo;
export function ofPlaywright(report: {
  stats: { expected: number; unexpected: number; flaky: number };
  errors: unknown[];
}): CameTo;
export function cameTo(isWell: boolean, text: string | undefined, count: (report: never) => CameTo): CameTo;
export function closingLine(parts: CameTo[]): string;
