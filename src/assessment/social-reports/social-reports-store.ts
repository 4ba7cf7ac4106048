/** Social reports as this device knows them: its own, and copies of those that its unit made or that it reported for. */
import { everyOf, keepCopies } from '../../store/copies.ts';
import { deviceId, setting } from '../../store/device.ts';
import { underWay } from '../../store/find.ts';
import { isTombstone } from '../../store/kind.ts';
import { keepLocal, readLocal } from '../../store/local-only.ts';
import { SocialReport } from './social-report.ts';

/** The reports of this device that a body has not answered yet. */
export const openSocialReports = (): Promise<SocialReport[]> => underWay(SocialReport);

const readName = 'social-reports-read';
/** In which revision what came of a report was read here, by its id. */
type ReadHere = Record<string, number>;

/** Those of other devices, the last first. */
export async function socialReportsOfOthers(): Promise<SocialReport[]> {
  const [all, device] = await Promise.all([everyOf(SocialReport), deviceId()]);
  return all.filter((one) => one.device !== device).sort((a, b) => b.at.localeCompare(a.at));
}

/** What came of reports that this device logged something for, and nobody has read here yet. */
export async function unreadOutcomes(): Promise<SocialReport[]> {
  const [others, device, read] = await Promise.all([
    socialReportsOfOthers(),
    deviceId(),
    readLocal<ReadHere>(readName),
  ]);
  return others.filter(
    ({ id, rev, reporters, answeredOn, closedOn }) =>
      (answeredOn ?? closedOn) !== undefined && reporters.includes(device) && (read?.[id] ?? 0) < rev,
  );
}

/** What came of it was read here. Rejects with `NotKept`. */
export async function outcomeRead({ id, rev }: SocialReport): Promise<void> {
  const read = await readLocal<ReadHere>(readName);
  if ((read?.[id] ?? 0) < rev) await keepLocal(readName, { ...read, [id]: rev } satisfies ReadHere);
}

/** Takes what an endpoint shows of reports: those of this unit, and those that this device logged something for. */
export async function takeSocialReports(records: readonly unknown[]): Promise<void> {
  const [unit, device, held] = await Promise.all([setting('unit', 'oma'), deviceId(), everyOf(SocialReport)]);
  const known = new Set(held.map(({ id }) => id));
  await keepCopies([
    ...records.filter(isTombstone).filter(({ kind, id }) => kind === SocialReport.name && known.has(id)),
    ...records.flatMap((record) => {
      const report = readSocialReport(record);
      return report && (report.unit === unit || report.reporters.includes(device)) ? [report] : [];
    }),
  ]);
}

function readSocialReport(record: unknown): SocialReport | undefined {
  try {
    return SocialReport.read(record);
  } catch {
    return undefined; // A tombstone, another kind, or a shape of tomorrow.
  }
}
