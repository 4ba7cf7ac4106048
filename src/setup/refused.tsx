import type { TFunction } from 'i18next';
import { useWords } from '../i18n/words.ts';
import { Notice } from '../ui/notice.tsx';
import type { Refusal } from './refusals.ts';

const shapes = ['string', 'number', 'int', 'boolean', 'array', 'object'] as const;

/** What should stand in a place, in words. */
function expectedIn(expected: string | number | undefined, t: TFunction): string {
  const shape = shapes.find((one) => one === (expected === 'record' ? 'object' : expected));
  return t(`setup.expected.${shape ?? 'other'}`);
}

/** What is wrong with a document, place by place. What it says is text, never markup. */
export function Refused({ refusals }: { refusals: readonly Refusal[] }) {
  const { t } = useWords();
  return (
    <>
      <Notice tone="danger" title={t('setup.refused')}>
        <p>{t('setup.nothingChanged')}</p>
      </Notice>
      <ul class="list" data-refusals>
        {refusals.map(({ at, word, params }, index) => (
          <li key={index} class="stack tight">
            {at && <code class="setup-place">{at}</code>}
            <span>{t(`setup.refusal.${word}`, { ...params, expected: expectedIn(params.expected, t) })}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
