import { JoinPage } from '../../assessment/join-page.tsx';
import { pullRounds } from '../reading/pull-rounds.ts';

/** The page of whoever joins a round, with the way to read what others have sent. */
export const JoinScreen = () => <JoinPage pull={pullRounds} />;
