/** What comes into a field by itself: pasted, spoken in another script, meant to harm. Each stands as it is, or is refused at its place. */
export const pasted: readonly (readonly [string, string])[] = [
  [
    'text pasted from Word with its markup',
    '<!--[if gte mso 9]><o:p>\u00a0</o:p>\u201dOsallisuus\u201d \u2013 \u00b7\tluettelo\u000b<b>x</b>',
  ],
  ['ten thousand characters', 'Kahvila on auki. '.repeat(600).trim()],
  ['an emoji of several signs', 'Perhe 👨‍👩‍👧‍👦 ja 🇫🇮'],
  ['a right-to-left word', 'Sana مرحبا keskellä'],
  ['a script tag', '<script>alert("1")</script>'],
];
