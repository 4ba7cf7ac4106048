import { Table } from '../../charts/table.tsx';
import { useWords } from '../../i18n/words.ts';
import { type JointOuting, pairKeys } from './pairs.ts';
import { toldOf } from './publish.ts';
import type { Sayer } from './say.ts';

/** Joint outings of what has ended, with a column for each pair that logged: so that a double is seen. */
export function JointOutings({ joint, say }: { joint: readonly JointOuting[]; say: Sayer }) {
  const { t, day } = useWords();
  if (joint.length === 0) return null;
  return (
    <section class="card numbers-card numbers-wide" aria-labelledby="numbers-joint">
      <h2 id="numbers-joint">{t('outreach.numbers.joint.title')}</h2>
      <p class="muted small">{t('outreach.numbers.joint.help')}</p>
      {joint.map(({ outing, pairs, all }) => {
        const title = `${day(outing.at)} ${outing.places.join(', ')}`;
        const heads = pairs.map((_, index) => t('outreach.numbers.joint.pair', { number: index + 1 }));
        return (
          <div key={outing.ids[0]} class="stack tight">
            <h3>{title}</h3>
            <Table
              caption={title}
              head={[t('outreach.numbers.thing'), ...heads, t('outreach.numbers.total')]}
              rows={pairKeys.map((key) => [
                say.key(key),
                ...pairs.map((pair) => say.told(toldOf(pair, key))),
                say.told(toldOf(all, key)),
              ])}
            />
          </div>
        );
      })}
    </section>
  );
}
