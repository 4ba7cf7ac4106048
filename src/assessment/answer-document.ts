/** What a team says of one question, in a document: every part of it, the participants' own view apart. */
import { type Block, type DocumentWords, labelled, listed, paragraph } from '../documents/text-document.ts';
import { type AnswerSoFar, isSafeLink, leastHeard } from './answer.ts';

/** An answer that was kept, or one that is still written. */
export function answerBlocks(answer: AnswerSoFar, words: DocumentWords): Block[] {
  const { t } = words;
  const { standing, why, text, shows, links = [] } = answer;
  const written = links.filter((link) => link.trim());
  return [
    ...(standing ? [paragraph(`${t('assessment.where')}: ${t(`assessment.standing.${standing}`)}`)] : []),
    ...labelled(t('assessment.why'), why),
    ...labelled(t('assessment.now'), text),
    ...labelled(t('assessment.shows'), shows),
    ...listed(
      t('assessment.links'),
      written.map((link) => ({ text: link, ...(isSafeLink(link) && { href: link }) })),
    ),
    ...heardBlocks(answer, words),
  ];
}

/** How participants were heard, and what they say; of fewer than five no number is told. */
function heardBlocks({ heard }: AnswerSoFar, { t }: DocumentWords): Block[] {
  if (!heard) return [];
  const count = Number(heard.count);
  const ways = (heard.ways ?? []).map((way) => t(`assessment.heardWay.${way}`));
  const many = Number.isInteger(count) && count >= leastHeard ? [t('rounds.participants', { count })] : [];
  const told = [t('assessment.heard'), [...ways, ...many].join(', ')].filter(Boolean).join(': ');
  if (heard.text?.trim()) return labelled(told, heard.text);
  return ways.length + many.length > 0 ? [paragraph(told)] : [];
}
