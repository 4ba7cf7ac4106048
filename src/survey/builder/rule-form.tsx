import { useState } from 'preact/hooks';
import { useWords } from '../../i18n/words.ts';
import { Button } from '../../ui/button.tsx';
import { ChooseOne } from '../../ui/choice.tsx';
import { Field } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import type { ShowWhen } from '../instrument/schema.ts';
import { canBeAsked, typedNumber } from './answers-to.ts';
import { numbered } from './builder-words.ts';
import { type AskedItem, askedOf, type Issue } from './look-through.ts';
import { setRule } from './operations.ts';
import { comparisons, goneInWords, labelsHere, ruleInWords } from './rule-words.ts';
import { isChosen, itemKey, type OwnPart, type OwnQuestion } from './survey.ts';
import { untoldOf } from './untold.ts';
import type { Builder } from './use-builder.ts';

interface RuleProps {
  builder: Builder;
  part: OwnPart;
  question: OwnQuestion;
}
type Rule = ShowWhen['rules'][number];

/** When a question is shown: always, or by what was answered before it. */
export function RuleForm({ builder, part, question }: RuleProps) {
  const { t } = useWords();
  const { does, survey, around } = builder;
  const key = itemKey(part.id, question.name);
  const { showWhen } = question;
  const asked = askedOf(survey, around.instruments);
  const here = asked.findIndex((one) => one.key === key);
  const before = asked.slice(0, here).filter(canBeAsked);
  const nearest = before.at(-1);
  const set = (next: ShowWhen | undefined) => does((now) => setRule(now, key, next));
  const first = (one: AskedItem): Rule => ({ item: one.key, is: '=', value: one.codes?.[0] ?? 0 });
  if (!nearest && !showWhen) return <p class="muted small">{t('builder.noRuleYet')}</p>;
  return (
    <div class="stack tight rules" data-issues={[untoldOf(part, question), 'ruleTooMany'].filter(Boolean).join(' ')}>
      <ChooseOne
        legend={t('builder.shown')}
        options={[
          { value: 'always', label: t('builder.always') },
          { value: 'when', label: t('builder.when') },
        ]}
        value={showWhen ? 'when' : 'always'}
        onChange={(value) => set(value === 'when' && nearest ? { match: 'all', rules: [first(nearest)] } : undefined)}
      />
      {showWhen && (
        <>
          {showWhen.rules.length > 1 && (
            <ChooseOne
              legend={t('builder.match')}
              options={(['all', 'any'] as const).map((value) => ({ value, label: t(`builder.matches.${value}`) }))}
              value={showWhen.match}
              onChange={(match) => set({ ...showWhen, match })}
            />
          )}
          {showWhen.rules.map((rule, at) => (
            <RuleRow
              key={at}
              builder={builder}
              owner={key}
              rule={rule}
              asked={asked}
              before={before}
              onChange={(next) => set({ ...showWhen, rules: showWhen.rules.with(at, next) })}
              onRemove={() => {
                const rules = showWhen.rules.filter((_, place) => place !== at);
                set(rules.length > 0 ? { ...showWhen, rules } : undefined);
              }}
            />
          ))}
          {nearest && (
            <p>
              <Button onClick={() => set({ ...showWhen, rules: [...showWhen.rules, first(nearest)] })}>
                {t('builder.addRule')}
              </Button>
            </p>
          )}
          {/* A closed list shows the beginning of what is long. */}
          <p class="small">{t('builder.shownWhen', { when: ruleInWords(t, builder, showWhen) })}</p>
          <ToldOfSome part={part} question={question} />
        </>
      )}
    </div>
  );
}

/** What results will tell of a question that not everybody sees. */
function ToldOfSome({ part, question }: Pick<RuleProps, 'part' | 'question'>) {
  const { t } = useWords();
  const why = untoldOf(part, question);
  if (why === 'ruleUntold' || why === 'ruleMeans') return <p class="lacks">{t(`builder.why.${why}`)}</p>;
  const isCounted = isChosen(question) || (question.type === 'number' && !why);
  return isCounted ? <p class="muted">{t('builder.toldOfSome')}</p> : null;
}

interface RowProps {
  builder: Builder;
  /** The key of the question that is shown by the rule. */
  owner: string;
  rule: Rule;
  /** Every question, and those of which the rule can ask. */
  asked: readonly AskedItem[];
  before: readonly AskedItem[];
  onChange(rule: Rule): void;
  onRemove(): void;
}

function RuleRow({ builder, owner, rule, asked: all, before, onChange, onRemove }: RowProps) {
  const { t } = useWords();
  const { named, issues } = builder;
  // A question that was moved behind this one is still called by its answers.
  const asked = all.find(({ key }) => key === rule.item);
  const isBefore = before.some(({ key }) => key === rule.item);
  const nameOf = (key: string) => {
    const one = named.get(key);
    return one ? numbered(t, one) : (goneInWords(t, builder, key)?.named ?? t('builder.goneQuestion'));
  };
  const wrong = issues.find(
    ({ question, other, why }) => question === owner && other === rule.item && why.startsWith('rule'),
  );
  const isOfChoice = wrong?.why === 'ruleChoiceGone';
  const options = before.map(({ key }) => ({ value: key, label: nameOf(key) }));
  const offered = asked?.type === 'scale' || asked?.type === 'number' ? ordered : plain;
  return (
    <div class="rule-row" data-issues={wrong?.why}>
      <Select
        label={t('builder.ruleQuestion')}
        options={isBefore ? options : [{ value: rule.item, label: nameOf(rule.item) }, ...options]}
        value={rule.item}
        error={wrong && !isOfChoice ? t(`builder.why.${wrong.why}`) : undefined}
        onChange={(item) => {
          const next = before.find(({ key }) => key === item)!;
          onChange({ item, is: '=', value: next.codes?.[0] ?? 0 });
        }}
      />
      <Select
        label={t('builder.ruleIs')}
        options={[...new Set([...offered, rule.is])].map((value) => ({
          value,
          label: t(`builder.is.${comparisons[value]}`),
        }))}
        value={rule.is}
        onChange={(is) => onChange({ ...rule, is })}
      />
      <RuleValue {...{ builder, asked, rule, onChange }} wrong={isOfChoice ? wrong : undefined} />
      <Button look="bare" aria-label={t('builder.removeRule')} onClick={onRemove}>
        ×
      </Button>
    </div>
  );
}
const plain: Rule['is'][] = ['=', '!='];
const ordered: Rule['is'][] = ['=', '!=', '>=', '<='];

interface ValueProps extends Pick<RowProps, 'builder' | 'rule' | 'onChange'> {
  asked: AskedItem | undefined;
  wrong: Issue | undefined;
}

function RuleValue({ builder, asked, rule, onChange, wrong }: ValueProps) {
  const { t } = useWords();
  const [typed, setTyped] = useState(String(rule.value).replace('.', ','));
  const labels = labelsHere(builder, rule.item);
  // Of a question that is gone the answer that was chosen is known, by its words.
  const codes = asked ? asked.codes : labels[rule.value] ? [rule.value] : undefined;
  if (codes) {
    const options = codes.map((code) => ({
      value: String(code),
      label: labels[code] || t('builder.noWordsYet'),
    }));
    return (
      <Select
        label={t('builder.ruleValue')}
        options={wrong ? [{ value: String(rule.value), label: t('builder.goneChoice') }, ...options] : options}
        value={String(rule.value)}
        error={wrong && t(`builder.why.${wrong.why}`)}
        onChange={(value) => onChange({ ...rule, value: Number(value) })}
      />
    );
  }
  return (
    <Field
      label={t('builder.ruleNumber')}
      value={typed}
      error={typedNumber(typed) === undefined ? t('builder.why.notNumber') : undefined}
      onInput={(text) => {
        setTyped(text);
        const value = typedNumber(text);
        if (value !== undefined) onChange({ ...rule, value });
      }}
    />
  );
}
