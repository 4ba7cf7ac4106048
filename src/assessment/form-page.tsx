import type { FunctionComponent } from 'preact';
import { useRoute } from 'preact-iso';
import { useFirst } from '../outreach/use-first.ts';
import { find } from '../store/find.ts';
import type { Envelope, Kind } from '../store/kind.ts';

export interface FormProps<R> {
  id: string;
  /** The record that is edited; none for a new one. */
  record: R | undefined;
}

/**
 * The page of a form for the record of its address: new, or one that is kept. Looked up once, not live: what another tab keeps
 * must not change what is being written here.
 */
export function formPage<R extends Envelope>(kind: Kind<R>, Form: FunctionComponent<FormProps<R>>): FunctionComponent {
  function Opened({ id }: { id: string }) {
    const found = useFirst(async () => ({ record: await find(kind, id) }));
    return found ? <Form id={id} record={found.record} /> : null;
  }
  return function FormPage() {
    const id = useRoute().params.id ?? '';
    return <Opened key={id} id={id} />;
  };
}
