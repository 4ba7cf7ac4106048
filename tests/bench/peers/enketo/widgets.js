/** Only the widgets that this form needs: the lightest enketo-core. The stock build ships all thirty. */
import radio from 'enketo-core/src/widget/radio/radiopicker';
import likert from 'enketo-core/src/widget/select-likert/likertitem';
import longText from 'enketo-core/src/widget/text-max/text-max';
import textarea from 'enketo-core/src/widget/textarea/textarea';

export default [textarea, radio, likert, longText];
