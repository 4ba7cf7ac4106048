import { useState } from 'preact/hooks';
import { useWords } from '../i18n/words.ts';
import { hasIdentityCode } from '../store/free-text.ts';
import { newId } from '../store/id.ts';
import { DraftNotice, NotKeptNotice } from '../store/not-kept.tsx';
import { create, revise } from '../store/save.ts';
import { useDraft } from '../store/use-draft.ts';
import { Coding, stigmaTags } from '../survey/coding.ts';
import { Button } from '../ui/button.tsx';
import { ChooseSome } from '../ui/choice.tsx';
import { Field } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { toFirstError } from '../ui/to-first-error.ts';
import { CodingDrafts } from './coding-draft.ts';
import { codingKey } from './collection.ts';
import type { OpenAnswer } from './open-answers.ts';
import { quoteTrouble } from './quote.ts';
import { QuoteField } from './quote-field.tsx';
import { isKnownTag, tagName } from './tag-name.ts';

interface CodeAnswerProps {
  answers: readonly OpenAnswer[];
  codings: ReadonlyMap<string, Coding>;
  /** Readings that were begun and not saved: under which id, by answer. */
  begun: ReadonlyMap<string, string>;
  /** This device: what another one has marked is marked anew here, not changed. */
  device: string;
  ownTags: readonly string[];
  isRead: (answer: OpenAnswer) => boolean;
  onSaved: () => void;
}

/** The answers one at a time: the first that nobody has read comes first, and one can go back. */
export function CodeAnswer({ answers, codings, begun, device, ownTags, isRead, onSaved }: CodeAnswerProps) {
  const { t } = useWords();
  const firstUnread = answers.findIndex((answer) => !isRead(answer));
  const [at, setAt] = useState(firstUnread);
  const answer = answers[at];
  const read = answers.filter(isRead).length;
  return (
    <section class="stack">
      <p class="number">{t('report.answers.read', { read, count: answers.length })}</p>
      {!answer && <Notice>{t('report.answers.allRead')}</Notice>}
      {answer && (
        <OneAnswer
          key={codingKey(answer)}
          answer={answer}
          coding={codings.get(codingKey(answer))}
          begun={begun.get(codingKey(answer))}
          device={device}
          ownTags={ownTags}
          onSaved={() => {
            setAt(answers.findIndex((one, index) => index > at && !isRead(one)));
            onSaved();
          }}
        />
      )}
      <p class="row apart">
        <Button disabled={at === 0} onClick={() => setAt(at < 0 ? answers.length - 1 : at - 1)}>
          {t('report.discuss.before')}
        </Button>
        <Button disabled={at < 0} onClick={() => setAt(at + 1 < answers.length ? at + 1 : -1)}>
          {t('report.discuss.next')}
        </Button>
      </p>
    </section>
  );
}

interface OneAnswerProps {
  answer: OpenAnswer;
  coding: Coding | undefined;
  begun: string | undefined;
  device: string;
  ownTags: readonly string[];
  onSaved: () => void;
}

function OneAnswer({ answer, coding, begun, device, ownTags, onSaved }: OneAnswerProps) {
  const { t } = useWords();
  const own = coding?.device === device ? coding : undefined;
  const [of] = useState(() => ({ id: own?.id ?? begun ?? newId(), base: own?.rev ?? 0 }));
  const { data, change, failed, stop, resume } = useDraft(CodingDrafts, of, {
    response: answer.response,
    instrument: answer.instrument,
    item: answer.item,
    tags: coding?.tags ?? [],
    tag: '',
    quote: coding?.quote ?? '',
    isClean: coding?.quote !== undefined,
  });
  const [tried, setTried] = useState(false);
  const [error, setError] = useState<unknown>();
  if (!data) return null;
  const { tags, tag, quote, isClean } = data;
  const wrong = quoteTrouble(answer.text, quote);
  const added = [...new Set([...ownTags, ...tags])].filter((one) => !isKnownTag(one));

  const save = async (event: Event) => {
    event.preventDefault();
    setTried(true);
    if (wrong || (quote.trim() && !isClean)) return toFirstError();
    const { response, instrument, item } = answer;
    const fields = { response, instrument, item, tags, ...(quote.trim() ? { quote } : {}) };
    stop();
    try {
      if (own) await revise(Coding, own, { quote: undefined, ...fields });
      else await create(Coding, fields, { id: of.id });
      onSaved();
    } catch (thrown) {
      resume();
      setError(thrown);
    }
  };
  const choose = (group: readonly string[]) => (chosen: string[]) =>
    change({ tags: [...tags.filter((one) => !group.includes(one)), ...chosen] });
  const options = (group: readonly string[]) => group.map((value) => ({ value, label: tagName(value, t) }));
  return (
    <form class="stack" onSubmit={save} novalidate>
      <blockquote class="card report-answer">{answer.text}</blockquote>
      <ChooseSome
        legend={t('report.answers.stigma')}
        options={options(stigmaTags.stigma)}
        values={tags}
        onChange={(chosen) =>
          choose(stigmaTags.stigma)(chosen.filter((one) => (stigmaTags.stigma as readonly string[]).includes(one)))
        }
      />
      <ChooseSome
        legend={t('report.answers.from')}
        options={options(stigmaTags.from)}
        values={tags}
        onChange={(chosen) =>
          choose(stigmaTags.from)(chosen.filter((one) => (stigmaTags.from as readonly string[]).includes(one)))
        }
      />
      {added.length > 0 && (
        <ChooseSome
          legend={t('report.answers.own')}
          options={options(added)}
          values={tags}
          onChange={(chosen) => choose(added)(chosen.filter((one) => added.includes(one)))}
        />
      )}
      <div class="row report-add">
        <Field label={t('report.answers.newTag')} value={tag} onInput={(text) => change({ tag: text })} limit={40} />
        <Button
          disabled={!tag.trim() || hasIdentityCode(tag)}
          onClick={() => change({ tags: [...new Set([...tags, tag.trim()])], tag: '' })}
        >
          {t('report.answers.add')}
        </Button>
      </div>
      <QuoteField text={answer.text} quote={quote} isClean={isClean} tried={tried} change={change} />
      {failed !== undefined && <DraftNotice error={failed} />}
      {error !== undefined && <NotKeptNotice error={error} />}
      <Button look="primary" type="submit">
        {t('report.answers.save')}
      </Button>
    </form>
  );
}
