import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { useWords } from '../i18n/words.ts';
import { Button } from '../ui/button.tsx';
import { ChooseOne, ChooseSome } from '../ui/choice.tsx';
import { Field } from '../ui/field.tsx';
import { another, chosenNames } from './names.ts';
import { nameLimit } from './outing.ts';

interface Shared {
  legend: string;
  /** Names to choose from. */
  names: readonly string[];
  written: string;
  error?: string | undefined;
}

interface ChoosePlaceProps extends Shared {
  choice: string;
  onChange: (some: { place?: string; writtenPlace?: string }) => void;
}

/** One place: a chip, or another that is written. */
export function ChoosePlace({ legend, names, choice, written, error, onChange }: ChoosePlaceProps) {
  const { t } = useWords();
  const tapped = useRef(false);
  return (
    <div class="stack tight">
      <ChooseOne
        legend={legend}
        options={[...names.map(plain), other(t('outreach.begin.anotherPlace'))]}
        value={choice}
        error={choice === another ? undefined : error}
        onChange={(place) => {
          tapped.current = true;
          onChange({ place });
        }}
      />
      {choice === another && (
        <Written focus={tapped.current}>
          <Field
            label={t('outreach.begin.placeName')}
            hint={t('outreach.begin.placeHint')}
            limit={nameLimit}
            value={written}
            error={error}
            onInput={(writtenPlace) => onChange({ writtenPlace })}
          />
        </Written>
      )}
    </div>
  );
}

interface ChooseNamesProps extends Shared {
  hint?: string;
  choices: readonly string[];
  /** The chip that lets one write, and what the field then asks for. */
  anotherLabel: string;
  fieldLabel: string;
  onChange: (choices: string[], written: string) => void;
}

/** Some names: chips, and others that are written and become chips. */
export function ChooseNames(props: ChooseNamesProps) {
  const { names, choices, written, error, anotherLabel, fieldLabel, onChange, ...shared } = props;
  const { t } = useWords();
  const tapped = useRef(false);
  const isWriting = choices.includes(another);
  const all = [...new Set([...names, ...choices.filter((name) => name !== another)])];
  return (
    <div class="stack tight">
      <ChooseSome
        {...shared}
        error={isWriting ? undefined : error}
        options={[...all.map(plain), other(anotherLabel)]}
        values={choices}
        onChange={(values) => {
          tapped.current = true;
          onChange(values, written);
        }}
      />
      {isWriting && (
        <Written focus={tapped.current}>
          <Field
            label={fieldLabel}
            limit={nameLimit}
            value={written}
            error={error}
            onInput={(text) => onChange([...choices], text)}
          />
          <Button onClick={() => onChange(chosenNames(choices, written), '')}>{t('outreach.begin.add')}</Button>
        </Written>
      )}
    </div>
  );
}

const plain = (name: string) => ({ value: name, label: name });
const other = (label: string) => ({ value: another, label: `+ ${label}` });

/** A field that a chip brought out: one that was tapped for is written to at once, one that comes back is left alone. */
function Written({ focus, children }: { focus: boolean; children: ComponentChildren }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!focus) return;
    box.current?.querySelector('input')?.focus();
    box.current?.scrollIntoView({ block: 'center' });
  }, []);
  return (
    <div ref={box} class="outreach-write">
      {children}
    </div>
  );
}
