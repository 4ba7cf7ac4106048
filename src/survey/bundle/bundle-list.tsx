import { useWords } from '../../i18n/words.ts';
import { useLive } from '../../store/live.ts';
import { CardActions } from '../instrument/card-actions.tsx';
import { languageName, questionsIn } from '../instrument/instrument.ts';
import { textFor } from '../instrument/instruments-store.ts';
import type { Bundle } from './bundle.ts';
import { formsOf, type Known, readBundlesHere, useKnown } from './bundles-store.ts';
import { exportBundle } from './export-bundle-dom.ts';
import { formToGive } from './form.ts';
import { languagesInWords } from './languages-in-words.ts';
import { PartTitles } from './part-titles.tsx';

/** The bundles of several instruments on this device: what each holds, giving one as a file, taking away one that was added. */
export function Bundles() {
  const { t } = useWords();
  const known = useKnown();
  const here = useLive(readBundlesHere);
  if (!known || !here) return null;
  const bundles = known.bundles.filter(({ id }) => !known.instruments.some((one) => one.id === id));
  return (
    <section class="stack">
      <h2>{t('instruments.bundles')}</h2>
      <p class="muted">{t('instruments.bundlesHelp')}</p>
      {bundles.map((bundle) => (
        <BundleCard key={bundle.id} {...{ bundle, known }} isAdded={here.some(({ id }) => id === bundle.id)} />
      ))}
    </section>
  );
}

function BundleCard({ bundle, known, isAdded }: { bundle: Bundle; known: Known; isAdded: boolean }) {
  const { t, language } = useWords();
  const form = formsOf({ ...known, bundles: [bundle] })[0];
  if (!form) return null;
  const text = textFor(form, language);
  const given = Object.keys(formToGive(form, bundle).texts);
  const isLess = given.length < Object.keys(bundle.titles).length;
  const parts = form.parts.flatMap((part) => known.instruments.find(({ id }) => id === part.instrument) ?? []);
  return (
    <section class="card" aria-label={text.title}>
      <h3 lang={text.language}>{text.title}</h3>
      <p class="muted">
        {[
          t('instruments.questions', { count: questionsIn(form.items).length }),
          languagesInWords(t, form, language),
        ].join(' · ')}
      </p>
      <p class="muted small">
        {t('instruments.parts')} <PartTitles parts={parts} />
      </p>
      <CardActions
        note={isLess ? t('instruments.givenIn', { languages: given.map(languageName).join(', ') }) : undefined}
        give={(format) => exportBundle(format, bundle, known.instruments)}
        remove={isAdded ? { label: t('instruments.removeBundle'), ...{ id: bundle.id, title: text.title } } : undefined}
      />
    </section>
  );
}
