import { wallDate } from '../../i18n/wall-time.ts';
import { useWords } from '../../i18n/words.ts';
import { underWay } from '../../store/find.ts';
import { CoDevelopment, isFeedbackDue } from './co-development.ts';

/** The events that somebody is still to be told of. */
export const openEvents = (): Promise<CoDevelopment[]> => underWay(CoDevelopment);

/** On Tänään: those who took part are to be told what came of it, until a day is given on which they were. */
export function DueFeedback({ all }: { all: readonly CoDevelopment[] }) {
  const { t } = useWords();
  const today = wallDate(Date.now());
  const due = all.filter((event) => isFeedbackDue(event, today));
  if (due.length === 0) return null;
  return (
    <section class="stack tight">
      <h2>{t('coDevelopment.due')}</h2>
      <ul class="list">
        {due.map(({ id, name, state }) => (
          <li key={id}>
            <a class="whole" href={`/assessment/co-development/${id}?step=8`}>
              <strong>{name}</strong>
              <br />
              <span class="muted small">{t(`coDevelopment.dueWhy.${state}`)}</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
