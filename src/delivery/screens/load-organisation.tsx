import { LoadOrganisation as Load } from '../../setup/load-organisation.tsx';
import { judgeOrganisation } from '../judge-organisation.ts';

/** The page that loads a configuration, with the judgement of what it says of endpoints. */
export const LoadOrganisationScreen = () => <Load judge={judgeOrganisation} />;
