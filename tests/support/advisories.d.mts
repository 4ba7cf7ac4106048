type Packages = Record<string, { dev?: boolean; link?: boolean; integrity?: string; resolved?: string }>;

export function judgeAdvisories(
  printed: string,
  packages: Packages,
): { isAsked: boolean; why?: string; failing: string[]; told: string[] };

export function unsoundIn(packages: Packages): string[];
