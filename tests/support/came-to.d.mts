export interface CameTo {
  passed: number;
  failed: number;
  failures?: string[];
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
export function failuresInVitest(report: {
  testResults: {
    name: string;
    status: string;
    message?: string;
    assertionResults: { status: string; fullName: string; failureMessages?: string[] }[];
  }[];
}): string[];
export function failuresInPlaywright(report: { suites?: object[]; errors: { message: string }[] }): string[];
export function closing(parts: CameTo[]): string;
