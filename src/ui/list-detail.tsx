import type { ComponentChildren } from 'preact';
import './list-detail.css';

interface Props {
  list: ComponentChildren;
  /** What is open of the list. */
  children: ComponentChildren;
  /** What is open as others see it: beside it where there is room, else below. */
  preview?: ComponentChildren;
  /** Something was opened: on a narrow screen it stands alone. */
  isOpen: boolean;
}

/** A list and what is open of it: side by side on a wide screen, one of them on a narrow one. Goes into a page that `isWide`. */
export const ListDetail = ({ list, children, preview, isOpen }: Props) => (
  <div class={isOpen ? 'list-detail open' : 'list-detail'}>
    <div class="of-list">{list}</div>
    <div class="of-detail">
      <div class="stack">{children}</div>
      {preview && <div class="of-preview">{preview}</div>}
    </div>
  </div>
);
