interface LinkRowProps {
  href: string;
  name: string;
  /** What is found there. */
  help: string;
}

/** One way on in a list of them: the whole row leads there. */
export const LinkRow = ({ href, name, help }: LinkRowProps) => (
  <li>
    <a class="whole" href={href}>
      <strong>{name}</strong>
      <br />
      <span class="muted small">{help}</span>
    </a>
  </li>
);
