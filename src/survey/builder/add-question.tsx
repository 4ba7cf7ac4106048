import { useWords } from '../../i18n/words.ts';
import { Notice } from '../../ui/notice.tsx';
import { questionsIn } from '../instrument/instrument.ts';
import { textFor } from '../instrument/instruments-store.ts';
import { mostItems } from '../instrument/schema.ts';
import { type Addable, addable, addPart, addQuestion, isFull, placeInstrument } from './operations.ts';
import { isOwn, questionsOf } from './survey.ts';
import type { Builder } from './use-builder.ts';

/** What may be put into the survey, each with what it is for. `after`: the key of the question that it comes after. */
export function AddQuestion({ builder, after }: { builder: Builder; after: string }) {
  const { t, language } = useWords();
  const { survey, makes, known } = builder;
  const at = questionsOf(survey).find(({ key }) => key === after);
  const last = survey.parts.at(-1);
  const into = at?.part ?? (last && isOwn(last) ? last : undefined);
  const hasRoom = !into || !isFull(into);
  const here = after ? `add:${after}` : 'add';
  const add = (type: Addable) =>
    makes(here, (now) => {
      // After an instrument a question begins a part of its own: it is asked where it was put.
      const made = addQuestion(now, type, { part: at?.part.id ?? now.parts.at(-1)?.id, after });
      return { survey: made.survey, at: made.key };
    });
  const place = (id: string) =>
    makes(here, (now) => ({ survey: placeInstrument(now, id, at?.part.id), at: `part:${id}` }));
  const heading = () =>
    makes(here, (now) => {
      const made = addPart(now, at?.part.id);
      return { survey: made.survey, at: `part:${made.part}` };
    });
  const instruments = known.instruments.filter(
    ({ id, within }) => within === undefined && !survey.parts.some((part) => part.id === id),
  );
  return (
    <>
      <h2 tabIndex={-1}>{t('builder.add')}</h2>
      <section class="stack tight">
        <h3>{t('builder.addOwn')}</h3>
        {!hasRoom && <Notice tone="look" title={t('builder.fullPart', { most: mostItems })} />}
        <ul class="builder-kinds">
          {(hasRoom ? addable : []).map((type) => (
            <li key={type}>
              <button type="button" onClick={() => add(type)}>
                <strong>{t(`builder.kind.${type}`)}</strong>
                <span class="muted small">{t(`builder.kindHelp.${type}`)}</span>
              </button>
            </li>
          ))}
          {last && isOwn(last) && last.questions.length > 0 && (
            <li>
              <button type="button" onClick={heading}>
                <strong>{t('builder.newPart')}</strong>
                <span class="muted small">{t('builder.newPartHelp')}</span>
              </button>
            </li>
          )}
        </ul>
      </section>
      {instruments.length > 0 && (
        <section class="stack tight">
          <h3>{t('builder.addInstrument')}</h3>
          <p class="muted small">{t('builder.addInstrumentHelp')}</p>
          <ul class="builder-kinds">
            {instruments.map((instrument) => {
              const text = textFor(instrument, language);
              return (
                <li key={instrument.id}>
                  <button type="button" onClick={() => place(instrument.id)}>
                    <strong lang={text.language}>{text.title}</strong>
                    <span class="muted small">
                      {t(instrument.validated ? 'instruments.validated' : 'builder.asIs')} ·{' '}
                      {t('instruments.questions', { count: questionsIn(instrument.items).length })}
                    </span>
                  </button>
                </li>
              );
            })}
          </ul>
        </section>
      )}
    </>
  );
}
