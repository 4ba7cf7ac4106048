/** How the numbers of a period stand while it is worked out what may be told. */
import type { CellSuppression } from '../../disclosure/suppression.ts';

/** How each number stands: of all, and by way and row. */
export interface NumberStandings {
  all: Map<string, CellSuppression>;
  by: Map<string, Map<string, Map<string, CellSuppression>>>;
}
