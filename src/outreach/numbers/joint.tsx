import { Table } from '../../charts/table.tsx';
import { useWords } from '../../i18n/words.ts';
import { toldOf } from './publish.ts';
import type { Sayer } from './say.ts';
import { levels } from './subjects.ts';
import type { Counting } from './use-numbers.ts';

const rows = [...levels.map((level) => `depth:${level}`), 'met', 'other:declined'];

/** Joint outings with a column for each pair that logged, before they are summed: so that a double is seen. */
export function JointOutings({ joint, say }: { joint: Counting['joint']; say: Sayer }) {
  const { t, day } = useWords();
  if (joint.length === 0) return null;
  return (
    <section class="card numbers-card numbers-wide" aria-labelledby="numbers-joint">
      <h2 id="numbers-joint">{t('outreach.numbers.joint.title')}</h2>
      <p class="muted small">{t('outreach.numbers.joint.help')}</p>
      {joint.map(({ outing, devices, published }) => {
        const title = `${day(outing.at)} ${outing.places.join(', ')}`;
        const pairs = devices.map((_, index) => t('outreach.numbers.joint.pair', { number: index + 1 }));
        return (
          <div key={outing.ids[0]} class="stack tight">
            <h3>{title}</h3>
            <Table
              caption={title}
              head={[t('outreach.numbers.thing'), ...pairs, t('outreach.numbers.total')]}
              rows={rows.map((key) => [
                say.key(key),
                ...devices.map((device) => say.told(toldOf(published.by.get('device')?.get(device), key))),
                say.told(toldOf(published.all, key)),
              ])}
            />
          </div>
        );
      })}
    </section>
  );
}
