import { useMemo, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { useWords } from '../../i18n/words.ts';
import { NotKeptNotice } from '../../store/not-kept.tsx';
import { ask } from '../../ui/ask.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { exportBundle } from '../bundle/export-bundle-dom.ts';
import { GiveAsFile } from '../instrument/card-actions.tsx';
import { exportAs, type Format } from '../instrument/export-dom.ts';
import { Faults } from '../instrument/faults.tsx';
import type { InstrumentFault } from '../instrument/file.ts';
import { plainVersion, versionName } from '../instrument/version.ts';
import { changedSince, nowOf, readSurvey, takeIntoUse, useHeld, versionOfSurvey } from './builder-store.ts';
import { standingWords } from './builder-words.ts';
import { changesOf, type VersionChanges } from './changes.ts';
import { drawnForm, formBefore } from './forms.ts';
import { IntoDocument } from './into-document.tsx';
import { IssueList } from './issue-list.tsx';
import { type Builder, countsIn } from './use-builder.ts';
import { filledIn } from './use-preview.ts';

type Came =
  | { is: 'taken'; id: string; version: string }
  | { is: 'wrong'; wrong: InstrumentFault[] }
  | { is: 'failed'; error: unknown };

/** What is missing, what a new version means, and taking the survey into use. */
export function Ready({ builder }: { builder: Builder }) {
  const { t } = useWords();
  const { route } = useLocation();
  const { survey, issues, remarks, draft, known } = builder;
  const held = useHeld();
  const [came, setCame] = useState<Came>();
  const { id: idNow, version: full, ...now } = useMemo(() => nowOf(survey, known), [survey, known]);
  const { isChanged, isHere, isInUse } = now;
  const version = plainVersion(full);
  const elsewhere = held && came?.is !== 'taken' ? changedSince(survey, held) : undefined;
  const take = async () => {
    try {
      const taken = await takeIntoUse(survey);
      if (taken.is === 'changed') return;
      setCame(taken);
      if (taken.is === 'taken') await draft.goOn(survey, { base: taken.base });
    } catch (error) {
      setCame({ is: 'failed', error });
    }
  };
  const drop = async () => {
    const answer = await ask({
      title: t('builder.dropAsk'),
      text: t(isInUse ? 'builder.dropText' : 'builder.dropTextNew'),
      choices: [
        { value: 'drop', label: t('builder.drop'), danger: true },
        { value: 'keep', label: t('common.cancel') },
      ],
    });
    if (answer !== 'drop') return;
    await draft.discard();
    route('/surveys/build', true);
  };
  if (came?.is === 'taken')
    return (
      <>
        <h2 tabIndex={-1}>{t('builder.taken')}</h2>
        <Notice title={t('builder.takenText', { version: plainVersion(came.version) })} />
        <p class="row">
          <LinkButton look="primary" href="/surveys">
            {t('builder.toSurveys')}
          </LinkButton>
        </p>
        <IntoDocument id={came.id} />
      </>
    );
  return (
    <>
      <h2 tabIndex={-1}>{t('builder.ready')}</h2>
      {elsewhere && <Elsewhere builder={builder} held={elsewhere} unchanged={isChanged ? undefined : full} />}
      {issues.length > 0 && (
        <section class="stack tight">
          <h3 class="number">{standingWords(t, countsIn(issues, []))}</h3>
          <p class="muted">{t('builder.lacksHelp')}</p>
          <IssueList builder={builder} issues={issues} />
        </section>
      )}
      {remarks.length > 0 && (
        <section class="stack tight">
          <h3 class="number">{standingWords(t, countsIn([], remarks))}</h3>
          <p class="muted">{t('builder.remarksHelp')}</p>
          <IssueList builder={builder} issues={remarks} />
        </section>
      )}
      {issues.length === 0 && !elsewhere && <p>{t(isHere ? 'builder.unchanged' : 'builder.wholeText', { version })}</p>}
      {isInUse && survey.base && isChanged && <Meaning builder={builder} />}
      {came?.is === 'wrong' && (
        <Notice tone="danger" title={t('builder.refused')}>
          <Faults wrong={came.wrong} />
        </Notice>
      )}
      {came?.is === 'failed' && <NotKeptNotice error={came.error} />}
      {issues.length === 0 && !isHere && !elsewhere && (
        <Button look="primary" onClick={take}>
          {t('builder.take', { version })}
        </Button>
      )}
      {issues.length === 0 && isHere && <IntoDocument id={idNow} />}
      {issues.length === 0 && <Give builder={builder} />}
      <p>
        <Button look="bare" onClick={drop}>
          {t('builder.drop')}
        </Button>
      </p>
    </>
  );
}

interface ElsewhereProps {
  builder: Builder;
  held: NonNullable<Builder['survey']['base']>;
  /** The version of what was opened, where nothing of it was changed. */
  unchanged: string | undefined;
}

/**
 * Another version is in use, of which this one was not begun: nothing is written over it before the person says so. What nobody changed, such as
 * an old file, is only said to be another version.
 */
function Elsewhere({ builder, held, unchanged }: ElsewhereProps) {
  const { t } = useWords();
  const now = versionOfSurvey(held) ?? '';
  const isOther = unchanged !== undefined && unchanged !== now;
  const values = isOther
    ? { version: versionName(unchanged, [now]), now: versionName(now, [unchanged]) }
    : { version: plainVersion(now) };
  return (
    <Notice tone="look" title={t(isOther ? 'builder.older' : 'builder.elsewhere', values)}>
      <p>{t(isOther ? 'builder.olderText' : 'builder.elsewhereText')}</p>
      <div class="row">
        <Button onClick={() => builder.does((now) => ({ ...now, base: held }))}>{t('builder.elsewhereOver')}</Button>
      </div>
    </Notice>
  );
}

/** What a new version means for answers that are there already. */
function Meaning({ builder }: { builder: Builder }) {
  const { t } = useWords();
  const { survey, known } = builder;
  const changes = useMemo((): VersionChanges | undefined => {
    const before = survey.base && formBefore(survey.base, known.instruments);
    const now = drawnForm(survey, known.instruments, filledIn);
    return (
      before &&
      now &&
      changesOf(
        before,
        now,
        Object.keys(before.texts).filter((one) => survey.base && isOffered(survey.base, one)),
      )
    );
  }, [survey, known]);
  const before = useMemo(() => survey.base && formBefore(survey.base, known.instruments), [survey.base, known]);
  if (!changes || !before) return null;
  const wordsOf = (id: string) => {
    const at = before.items.findIndex((item) => item.id === id);
    return Object.values(before.texts)[0]?.items[at] ?? id;
  };
  return (
    <section class="stack tight">
      <h3>{t('builder.meaning')}</h3>
      <p class="number">{t('builder.meaningKept', { count: changes.kept.length })}</p>
      {changes.aside.length > 0 && (
        <>
          <p class="number">{t('builder.meaningAside', { count: changes.aside.length })}</p>
          <ul class="builder-issues">
            {changes.aside.slice(0, 30).map(({ item, why }) => (
              <li key={item}>
                {wordsOf(item)} <span class="muted">· {t(`builder.aside.${why}`)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      {changes.added.length > 0 && <p class="number">{t('builder.meaningAdded', { count: changes.added.length })}</p>}
      <p class="muted">{t(changes.parts.length > 0 ? 'builder.meaningApart' : 'builder.meaningTogether')}</p>
    </section>
  );
}

const isOffered = ({ bundle, instruments }: NonNullable<Builder['survey']['base']>, language: string): boolean =>
  Object.hasOwn(bundle?.titles ?? instruments[0]?.texts ?? {}, language);

/** The survey as a file, in each of the formats. */
function Give({ builder }: { builder: Builder }) {
  const { survey, known } = builder;
  const [failed, setFailed] = useState<unknown>();
  const give = async (format: Format) => {
    try {
      const read = await readSurvey(survey);
      if (read.is === 'wrong') return;
      const { bundle, instruments } = read;
      const all = [...instruments, ...known.instruments.filter(({ id }) => !instruments.some((one) => one.id === id))];
      await (bundle ? exportBundle(format, bundle, all) : exportAs(format, instruments[0]!));
      setFailed(undefined);
    } catch (error) {
      setFailed(error);
    }
  };
  return <GiveAsFile give={give}>{failed ? <NotKeptNotice error={failed} /> : null}</GiveAsFile>;
}
