import { TogetherPage } from '../../assessment/together-page.tsx';
import { pullRounds } from '../reading/pull-rounds.ts';

/** The page of a round that is answered on several devices, with the way to read what others have sent. */
export const TogetherScreen = () => <TogetherPage pull={pullRounds} />;
