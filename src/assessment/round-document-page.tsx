import { useRoute } from 'preact-iso';
import { allActions } from '../actions/action-store.ts';
import { DocumentPage } from '../documents/document-page.tsx';
import { useWords } from '../i18n/words.ts';
import { useLive } from '../store/live.ts';
import { comparisonDocument } from './comparison-document.ts';
import { Gone } from './gone.tsx';
import { earlierRounds } from './round.ts';
import { roundDocument } from './round-document.ts';
import { allRounds } from './round-store.ts';

/** A round as a document; with `with=earlier` in its address beside the earlier ones of its activity. */
export function RoundDocumentPage() {
  const { t } = useWords();
  const { params, query } = useRoute();
  const found = useLive(async () => {
    const [rounds, actions] = await Promise.all([allRounds(), allActions()]);
    return { rounds, actions, round: rounds.find(({ round }) => round === params.id) };
  }, [params.id]);
  if (!found) return null;
  const { rounds, round, actions } = found;
  if (!round) return <Gone />;
  const back = { href: `/assessment/round/${round.round}`, label: t('common.back') };
  return query.with === 'earlier' ? (
    <DocumentPage
      title={t('documents.comparison')}
      back={back}
      file="vertailu"
      write={(words) => comparisonDocument(round, earlierRounds(rounds, round), actions, words)}
    />
  ) : (
    <DocumentPage
      title={t('documents.round')}
      back={back}
      file="kierros"
      write={(words) => roundDocument(round, actions, words)}
    />
  );
}
