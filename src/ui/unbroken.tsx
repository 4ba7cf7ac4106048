/** Months of a year in numerals: `7–12/2026`. */
const months = /(\d{1,2}–\d{1,2}\/\d{4})/;

/** Words in which no line ends in the middle of such a period. */
export const Unbroken = ({ text }: { text: string }) => (
  <>
    {text.split(months).map((part, at) =>
      at % 2 === 0 ? (
        part
      ) : (
        <span key={at} class="unbroken">
          {part}
        </span>
      ),
    )}
  </>
);
