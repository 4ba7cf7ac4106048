import { useWords } from '../i18n/words.ts';
import { Button } from '../ui/button.tsx';
import { ChooseSome } from '../ui/choice.tsx';
import { Field } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { quoteTrouble, tellingWords } from './quote.ts';

interface QuoteFieldProps {
  /** What was written. */
  text: string;
  quote: string;
  /** A person has said that nobody can be known by it. */
  isClean: boolean;
  /** It was tried to save: what is missing is told now. */
  tried: boolean;
  change: (some: { quote?: string; isClean?: boolean }) => void;
}

/** A quote, if one is taken: the writer's words, less those that tell who wrote them. Every change of it is looked at anew. */
export function QuoteField({ text, quote, isClean, tried, change }: QuoteFieldProps) {
  const { t } = useWords();
  if (quote === '') {
    return (
      <p>
        <Button onClick={() => change({ quote: text.slice(0, 1000), isClean: false })}>
          {t('report.answers.quote')}
        </Button>
      </p>
    );
  }
  const wrong = quoteTrouble(text, quote);
  const telling = tellingWords(quote);
  return (
    <div class="card">
      <Field
        label={t('report.answers.quoteLabel')}
        hint={t('report.answers.quoteHelp')}
        value={quote}
        onInput={(changed) => change({ quote: changed, isClean: false })}
        long
        limit={1000}
        error={wrong && t(`report.answers.${wrong}`)}
      />
      {telling.length > 0 && <Notice tone="look">{t('report.answers.telling', { words: telling.join(', ') })}</Notice>}
      <ChooseSome
        legend={t('report.answers.clean')}
        options={[{ value: 'clean', label: t('report.answers.cleanYes') }]}
        values={isClean ? ['clean'] : []}
        onChange={(values) => change({ isClean: values.length > 0 })}
        error={tried && !isClean ? t('report.answers.cleanMissing') : undefined}
      />
      <p>
        <Button onClick={() => change({ quote: '', isClean: false })}>{t('report.answers.noQuote')}</Button>
      </p>
    </div>
  );
}
