import type { Action } from './action.ts';
import { ActionLine } from './action-line.tsx';
import './actions.css';

/** Actions below each other, in the order given. */
export const ActionList = ({ actions, isOfAll }: { actions: readonly Action[]; isOfAll?: boolean }) => (
  <ul class="actions">
    {actions.map((action) => (
      <ActionLine key={action.uid} action={action} isOfAll={isOfAll} />
    ))}
  </ul>
);
