/** Yhdessä: bringing together what each answered on an own device, by file, by picture and by the network. */
import { useState } from 'preact/hooks';
import { useRoute } from 'preact-iso';
import { saveFile } from '../files/save-file-dom.ts';
import { wallDate } from '../i18n/wall-time.ts';
import { useWords } from '../i18n/words.ts';
import { useLive } from '../store/live.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { QrCode } from '../ui/qr-code.tsx';
import { newCarryCode, sealCarried } from '../vault/carried.ts';
import './assessment.css';
import { packText } from '../files/packed-text.ts';
import { Gone } from './gone.tsx';
import { joinLink, picturePieces } from './packed.ts';
import { QrPieces } from './qr-pieces.tsx';
import type { Round } from './round.ts';
import { allRounds, roundLines } from './round-store.ts';
import { invitationTo } from './take-in.ts';
import { type Pull, TakeIn } from './take-in-section.tsx';

export function TogetherPage({ pull }: { pull: Pull }) {
  const { t } = useWords();
  const id = useRoute().params.id ?? '';
  const found = useLive(async () => ({ round: (await allRounds()).find(({ round }) => round === id) }), [id]);
  if (!found) return null;
  const { round } = found;
  if (!round) return <Gone />;
  return (
    <Page
      title={t('rounds.together')}
      heading={round.activity}
      back={{ href: `/assessment/round/${id}`, label: t('common.back') }}
    >
      <p>{t('rounds.togetherLead')}</p>
      <div class="together">
        <Invite round={round} />
        <Give round={round} />
        <TakeIn round={id} pull={pull} />
      </div>
    </Page>
  );
}

/** Asks others to answer in the same round. */
function Invite({ round }: { round: Round }) {
  const { t } = useWords();
  const [link, setLink] = useState<string>();
  const [said, setSaid] = useState<'copied' | 'failed'>();
  const show = async () => setLink(await joinLink(location.origin, invitationTo(round)));
  const copy = (address: string) =>
    navigator.clipboard.writeText(address).then(
      () => setSaid('copied'),
      () => setSaid('failed'),
    );
  return (
    <section class="stack tight">
      <h2>{t('rounds.invite')}</h2>
      <p class="muted">{t('rounds.inviteLead')}</p>
      {link ? (
        <>
          <QrCode text={link} label={t('rounds.inviteCode')} />
          <p>
            <Button onClick={() => copy(link)}>{t('rounds.copyLink')}</Button>
          </p>
        </>
      ) : (
        <p>
          <Button onClick={show}>{t('rounds.showInvite')}</Button>
        </p>
      )}
      {said && <Notice tone={said === 'failed' ? 'look' : 'calm'}>{t(`rounds.linkSaid.${said}`)}</Notice>}
    </section>
  );
}

/** Gives what this device knows of the round: as a sealed file, or as pictures that another phone looks at. */
function Give({ round: { round } }: { round: Round }) {
  const { t } = useWords();
  const [code, setCode] = useState<string>();
  const [pieces, setPieces] = useState<string[] | 'many'>();
  const save = async () => {
    const fresh = newCarryCode();
    await saveFile(await sealCarried(await roundLines(round), fresh), `kierros-${wallDate(Date.now())}.kenttakirja`);
    setCode(fresh);
  };
  const show = async () => setPieces(picturePieces(await packText((await roundLines(round)).join('\n'))) ?? 'many');
  return (
    <section class="stack tight">
      <h2>{t('rounds.give')}</h2>
      <p class="muted">{t('rounds.giveLead')}</p>
      <div class="row">
        <Button onClick={save}>{t('rounds.giveFile')}</Button>
        <Button onClick={show}>{t('rounds.givePictures')}</Button>
      </div>
      {code && (
        <Notice title={t('report.carry.made')}>
          <p class="by-eye">
            <code>{code}</code>
          </p>
          <p>{t('report.carry.code')}</p>
        </Notice>
      )}
      {pieces === 'many' && <Notice tone="look">{t('rounds.tooManyPictures')}</Notice>}
      {pieces && pieces !== 'many' && <QrPieces pieces={pieces} />}
    </section>
  );
}
