import { useWords } from '../../i18n/words.ts';
import { Button } from '../../ui/button.tsx';
import type { PlanStanding } from '../plan/merge.ts';
import type { SharedPlan } from '../plan/plan.ts';
import { planLines } from '../plan/words.ts';

interface PlanVersionsProps {
  standing: Extract<PlanStanding, { fields: unknown }>;
  ours: SharedPlan;
  theirs: SharedPlan;
  onTake: () => unknown;
  onKeep: () => unknown;
}

/** Two versions of one plan, only the lines in which they differ, and the choice between them. */
export function PlanVersions({ standing, ours, theirs, onTake, onKeep }: PlanVersionsProps) {
  const words = useWords();
  const { t } = words;
  const fields = new Set<string>(standing.fields.map((field) => (field === 'end' ? 'start' : field)));
  const [here, there] = [ours, theirs].map((plan) => new Map(planLines(plan, words).map((line) => [line.field, line])));
  const lines = [...fields].map((field) => {
    const [a, b] = [here, there].map((told) => told?.get(field as Parameters<typeof told.get>[0]));
    return { field, label: (a ?? b)?.label ?? '', ours: a?.text ?? '–', theirs: b?.text ?? '–' };
  });
  return (
    <>
      <p>
        <strong>{t(`outreach.import.standing.${standing.is}`)}</strong>
      </p>
      <table class="plan-versions">
        <thead>
          <tr>
            <th scope="col">{t('outreach.import.field')}</th>
            <th scope="col">{t('outreach.import.ours')}</th>
            <th scope="col">{t('outreach.import.theirs')}</th>
          </tr>
        </thead>
        <tbody>
          {lines
            .filter(({ label }) => label)
            .map(({ field, label, ours: a, theirs: b }) => (
              <tr key={field}>
                <th scope="row">{label}</th>
                <td class="number">{a}</td>
                <td class="number">{b}</td>
              </tr>
            ))}
        </tbody>
      </table>
      <div class="outreach-beside">
        <Button onClick={onTake}>{t('outreach.import.takeTheirs')}</Button>
        <Button onClick={onKeep}>{t('outreach.import.keepOurs')}</Button>
      </div>
    </>
  );
}
