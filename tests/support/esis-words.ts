/** The scale as its owner publishes it, written out once more here, so that a slip in the instrument is seen. © THL 2019. */
export const esisStatements = [
  'Tunnen, että päivittäiset tekemiseni ovat merkityksellisiä.',
  'Saan myönteistä palautetta tekemisistäni.',
  'Kuulun itselleni tärkeään ryhmään tai yhteisöön.',
  'Olen tarpeellinen muille ihmisille.',
  'Pystyn vaikuttamaan oman elämäni kulkuun.',
  'Tunnen, että elämälläni on tarkoitus.',
  'Pystyn tavoittelemaan minulle tärkeitä asioita.',
  'Saan itse apua silloin, kun sitä todella tarvitsen.',
  'Koen, että minuun luotetaan.',
  'Pystyn vaikuttamaan joihinkin elinympäristöni asioihin.',
];

export const esisSteps = {
  1: 'Täysin eri mieltä',
  2: 'Eri mieltä',
  3: 'En samaa enkä eri mieltä',
  4: 'Samaa mieltä',
  5: 'Täysin samaa mieltä',
};
